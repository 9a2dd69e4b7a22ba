//! XML bodies: text to a tree of elements and back.
//!
//! A body is small and has no use for namespaces: prefixes are dropped from element names and
//! kept on attribute names. What a document calls for (its prolog, its namespace, its layout) is
//! a [`Style`]. This file knows no body by name and decides nothing about one.

use quick_xml::Reader;
use quick_xml::Writer;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, BytesText, Event};
use quick_xml::name::QName;

/// How deep elements may nest before a text is refused.
const MAX_DEPTH: usize = 64;

/// An element with everything in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// The local name: what stands behind the colon of a prefixed name.
    pub name: String,
    /// The attributes in order, names as written (`xmlns`, `xsi:type`).
    pub attributes: Vec<(String, String)>,
    /// The elements directly inside, in order.
    pub children: Vec<Element>,
    /// The text directly inside. A leaf keeps every blank; blanks around children are dropped.
    pub text: String,
}

impl Element {
    /// An element with nothing in it.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// A leaf that holds `text`.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), ..Self::default() }
    }

    /// The same element with `child` at its end.
    #[must_use]
    pub fn with(mut self, child: Element) -> Self {
        self.children.push(child);
        self
    }

    /// The same element with one more attribute.
    #[must_use]
    pub fn attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// The first child called `name`.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|it| it.name == name)
    }

    /// Every child called `name`, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |it| it.name == name)
    }

    /// The text of the first child called `name`; an empty child has the text `""`.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|it| it.text.as_str())
    }
}

/// Reads a document of exactly one root element.
///
/// Entities and CDATA are decoded, line ends become `\n`, comments and processing instructions
/// are skipped. A reference to a control character (`&#1;`) is taken, since services print keys
/// that way; the character itself is not. A document type is refused, so that no entity is ever
/// defined.
pub fn parse(text: &str) -> Result<Element, XmlError> {
    refuse_forbidden_characters(text)?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut tree = Tree::default();
    let mut events = 0_usize;
    loop {
        let start = offset(reader.buffer_position());
        let event = reader.read_event().map_err(|error| XmlError {
            fault: XmlFault::Syntax(error.to_string()),
            offset: offset(reader.error_position()),
        })?;
        if matches!(event, Event::Decl(_)) && events > 0 {
            return Err(XmlError { fault: XmlFault::MisplacedDeclaration, offset: start });
        }
        events += 1;
        let taken = tree.take(event).map_err(|fault| XmlError { fault, offset: start })?;
        if let Some(root) = taken {
            return Ok(root);
        }
    }
}

/// How a document is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// The XML declaration as it is to stand there, or `""` for none.
    pub declaration: &'static str,
    /// The `xmlns` of the root. It replaces one that the root has of its own.
    pub namespace: Option<String>,
    /// `None` writes everything on one line; `Some(n)` gives the declaration, every child and the
    /// end of every parent a line of its own, indented by `n` blanks a level.
    pub indent: Option<usize>,
}

/// Writes `root` as a document, without a line end behind it.
///
/// Only `&`, `<`, `>` and control characters are escaped in text: the documents print an ETag
/// with its quotes bare. An element with nothing in it closes itself (`<Prefix/>`). An element
/// that has both text and children gets its text first.
pub fn write(root: &Element, style: &Style) -> String {
    let mut head = style.declaration.to_owned();
    if style.indent.is_some() && !head.is_empty() {
        head.push('\n');
    }
    let mut printer = Printer { out: Writer::new(head.into_bytes()), indent: style.indent };
    printer.element(root, style.namespace.as_deref(), 0);
    String::from_utf8(printer.out.into_inner()).expect("a document is built from text only")
}

/// Why a text is not a document, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{fault} at byte {offset}")]
pub struct XmlError {
    /// What is wrong.
    pub fault: XmlFault,
    /// The offset of the first byte of the construct that is wrong.
    pub offset: usize,
}

/// What keeps a text from being a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XmlFault {
    /// A document type, which could define entities.
    #[error("a document type is not allowed")]
    DocumentType,
    /// A character that XML 1.0 does not allow as such.
    #[error("the character {0:?} is not allowed")]
    ForbiddenCharacter(char),
    /// Something other than blanks and comments before or behind the root.
    #[error("content outside of the root element")]
    JunkOutsideRoot,
    /// A declaration that does not stand at the very beginning.
    #[error("an XML declaration that is not at the beginning")]
    MisplacedDeclaration,
    /// Nothing but blanks and comments.
    #[error("no root element")]
    NoRoot,
    /// A tag or an attribute whose name is no name.
    #[error("`{0}` is not a name")]
    NotAName(String),
    /// Broken markup, in the words of the XML reader.
    #[error("{0}")]
    Syntax(String),
    /// Elements nested deeper than any body of the documents.
    #[error("elements are nested deeper than {MAX_DEPTH}")]
    TooDeep,
    /// The text ended inside this element.
    #[error("the element `{0}` is not closed")]
    Unclosed(String),
    /// A reference that names no character.
    #[error("the reference `&{0};` is not known")]
    UnknownReference(String),
}

/// The elements read so far: those still open, outermost first, and the finished root.
#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    root: Option<Element>,
}

impl Tree {
    /// Takes one event; the root once the text has ended.
    fn take(&mut self, event: Event<'_>) -> Result<Option<Element>, XmlFault> {
        match event {
            Event::Start(start) => self.enter(&start)?,
            Event::Empty(start) => {
                self.enter(&start)?;
                self.leave();
            }
            Event::End(_) => self.leave(),
            Event::Text(text) => {
                let text = text.xml10_content();
                if !self.open.is_empty() || !is_blank(&text) {
                    self.append(&text)?;
                }
            }
            Event::CData(text) => self.append(&text.xml10_content())?,
            Event::GeneralRef(reference) => self.append(&resolve(&reference)?)?,
            Event::DocType(_) => return Err(XmlFault::DocumentType),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => return self.finish().map(Some),
        }
        Ok(None)
    }

    fn enter(&mut self, start: &BytesStart<'_>) -> Result<(), XmlFault> {
        if self.root.is_some() {
            return Err(XmlFault::JunkOutsideRoot);
        }
        if self.open.len() == MAX_DEPTH {
            return Err(XmlFault::TooDeep);
        }
        let mut element = Element::new(local_name(start.name())?);
        for attribute in start.attributes() {
            element.attributes.push(named_value(&attribute.map_err(|it| syntax(&it))?)?);
        }
        self.open.push(element);
        Ok(())
    }

    /// Closes the innermost element; the reader has matched its tags.
    fn leave(&mut self) {
        let mut element = self.open.pop().expect("the reader refuses an unmatched end tag");
        if !element.children.is_empty() && is_blank(&element.text) {
            element.text.clear();
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
    }

    fn append(&mut self, text: &str) -> Result<(), XmlFault> {
        self.open.last_mut().ok_or(XmlFault::JunkOutsideRoot)?.text.push_str(text);
        Ok(())
    }

    fn finish(&mut self) -> Result<Element, XmlFault> {
        match self.open.pop() {
            Some(element) => Err(XmlFault::Unclosed(element.name)),
            None => self.root.take().ok_or(XmlFault::NoRoot),
        }
    }
}

struct Printer {
    out: Writer<Vec<u8>>,
    indent: Option<usize>,
}

impl Printer {
    fn element(&mut self, element: &Element, namespace: Option<&str>, depth: usize) {
        let mut start = BytesStart::new(element.name.as_str());
        if let Some(namespace) = namespace {
            start.push_attribute(attribute("xmlns", namespace));
        }
        for (name, value) in &element.attributes {
            if namespace.is_none() || name != "xmlns" {
                start.push_attribute(attribute(name, value));
            }
        }
        if element.children.is_empty() && element.text.is_empty() {
            return self.event(Event::Empty(start));
        }
        self.event(Event::Start(start.borrow()));
        if !element.text.is_empty() {
            self.event(Event::Text(BytesText::from_escaped(escaped(&element.text, Place::Text))));
        }
        for child in &element.children {
            self.line(depth + 1);
            self.element(child, None, depth + 1);
        }
        if !element.children.is_empty() {
            self.line(depth);
        }
        self.event(Event::End(start.to_end()));
    }

    /// Begins a new line at `depth`, where the style has lines.
    fn line(&mut self, depth: usize) {
        if let Some(indent) = self.indent {
            let line = format!("\n{}", " ".repeat(indent * depth));
            self.event(Event::Text(BytesText::from_escaped(line)));
        }
    }

    fn event(&mut self, event: Event<'_>) {
        self.out.write_event(event).expect("a vector takes whatever is written to it");
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Attribute,
    Text,
}

fn attribute<'a>(name: &'a str, value: &str) -> Attribute<'a> {
    Attribute { key: QName(name), value: escaped(value, Place::Attribute).into() }
}

/// `text` with everything escaped that would not be read back as it is in `place`.
fn escaped(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if place == Place::Attribute => out.push_str("&quot;"),
            '\t' | '\n' if place == Place::Text => out.push(character),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(character))),
            _ if is_forbidden(character) => {
                out.push_str(&format!("&#{};", u32::from(character)));
            }
            _ => out.push(character),
        }
    }
    out
}

fn named_value(attribute: &Attribute<'_>) -> Result<(String, String), XmlFault> {
    let name = attribute.key.into_inner();
    if !name.split(':').all(is_name) {
        return Err(XmlFault::NotAName(name.to_owned()));
    }
    if attribute.value.contains('<') {
        return Err(XmlFault::Syntax(format!("a `<` in the value of the attribute `{name}`")));
    }
    let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|it| syntax(&it))?;
    Ok((name.to_owned(), value.into_owned()))
}

fn local_name(name: QName<'_>) -> Result<&str, XmlFault> {
    let whole = name.into_inner();
    let (prefix, local) = whole.split_once(':').unwrap_or(("x", whole));
    if is_name(prefix) && is_name(local) {
        Ok(local)
    } else {
        Err(XmlFault::NotAName(whole.to_owned()))
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<String, XmlFault> {
    let name = reference.xml10_content();
    let unknown = || XmlFault::UnknownReference(name.clone().into_owned());
    match reference.resolve_char_ref().map_err(|_| unknown())? {
        Some(character) => Ok(character.to_string()),
        None => resolve_xml_entity(&name).map(str::to_owned).ok_or_else(unknown),
    }
}

fn refuse_forbidden_characters(text: &str) -> Result<(), XmlError> {
    match text.char_indices().find(|(_, it)| is_forbidden(*it)) {
        Some((offset, it)) => Err(XmlError { fault: XmlFault::ForbiddenCharacter(it), offset }),
        None => Ok(()),
    }
}

/// Whether `character` lies outside of XML 1.0's production `Char`.
fn is_forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}')
        || matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// Whether `text` is a name without a colon; beyond ASCII every letter and digit is taken.
fn is_name(text: &str) -> bool {
    text.starts_with(|it: char| it.is_alphabetic() || it == '_')
        && text.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | '.'))
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|it| matches!(it, ' ' | '\t' | '\n' | '\r'))
}

fn syntax(error: &dyn std::error::Error) -> XmlFault {
    XmlFault::Syntax(error.to_string())
}

fn offset(position: u64) -> usize {
    usize::try_from(position).expect("a position lies inside of a text in memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

    fn result() -> Element {
        Element::new("CopyObjectResult")
            .with(Element::text("LastModified", "2014-01-13T12:19:13.770Z"))
            .with(Element::text("ETag", "\"ba1f2511fc30423bdbb183fe33f3dd0f\""))
    }

    fn fault(text: &str) -> XmlFault {
        parse(text).expect_err(text).fault
    }

    fn leaf(text: &str) -> String {
        parse(text).expect(text).text
    }

    #[test]
    fn a_result_is_written_with_a_line_for_each_child() {
        let namespace = Some("http://example.com/doc/2015-06-30/".to_owned());
        let style = Style { declaration: DECLARATION, namespace, indent: Some(0) };
        let expected = concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
            "<CopyObjectResult xmlns=\"http://example.com/doc/2015-06-30/\">\n",
            "<LastModified>2014-01-13T12:19:13.770Z</LastModified>\n",
            "<ETag>\"ba1f2511fc30423bdbb183fe33f3dd0f\"</ETag>\n",
            "</CopyObjectResult>",
        );
        assert_eq!(write(&result(), &style), expected);
    }

    #[test]
    fn a_result_is_written_indented_by_five_blanks() {
        let style = Style { declaration: DECLARATION, namespace: None, indent: Some(5) };
        let document = write(&Element::new("Outer").with(result()), &style);
        let lines: Vec<&str> = document.lines().collect();
        assert_eq!(lines[1], "<Outer>");
        assert_eq!(lines[2], "     <CopyObjectResult>");
        assert_eq!(lines[3], "          <LastModified>2014-01-13T12:19:13.770Z</LastModified>");
        assert_eq!(lines[5..], ["     </CopyObjectResult>", "</Outer>"]);
    }

    #[test]
    fn a_result_is_written_on_one_line() {
        let style = Style { declaration: "", namespace: None, indent: None };
        let error = Element::new("Error").with(Element::text("Code", "NoSuchKey"));
        assert_eq!(write(&error, &style), "<Error><Code>NoSuchKey</Code></Error>");
        assert_eq!(write(&Element::new("Prefix"), &style), "<Prefix/>");
    }

    #[test]
    fn the_namespace_of_a_style_replaces_that_of_the_root() {
        let namespace = Some("http://b/".to_owned());
        let root = Element::new("A").attribute("xmlns", "http://a/").attribute("version", "6");
        let with = Style { declaration: "", namespace, indent: None };
        let without = Style { namespace: None, ..with.clone() };
        assert_eq!(write(&root, &with), r#"<A xmlns="http://b/" version="6"/>"#);
        assert_eq!(write(&root, &without), r#"<A xmlns="http://a/" version="6"/>"#);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let hostile = "a\"b'&<>]]>\r\n\t \u{1}\u{ffff}\u{feff}é ";
        let root = Element::new("Root")
            .attribute("xsi:type", hostile)
            .with(Element::text("Key", hostile))
            .with(Element::text("Blank", " \n"))
            .with(Element::new("Empty").with(Element::new("Inner")));
        for indent in [None, Some(0), Some(5)] {
            let style = Style { declaration: DECLARATION, namespace: None, indent };
            assert_eq!(parse(&write(&root, &style)).as_ref(), Ok(&root));
        }
    }

    #[test]
    fn blanks_count_in_a_leaf_and_nowhere_else() {
        let root = parse("\n<A>\n <K>\n a </K> <B> </B>\n</A>\n").unwrap();
        assert_eq!((root.text.as_str(), root.children.len()), ("", 2));
        assert_eq!((root.text_of("K"), root.text_of("B")), (Some("\n a "), Some(" ")));
    }

    #[test]
    fn prefixes_are_dropped_from_elements_and_kept_on_attributes() {
        let root = parse(r#"<s:A xmlns:s="u"><s:B xsi:type="T"/><B>2</B></s:A>"#).unwrap();
        assert_eq!((root.name.as_str(), root.all("B").count()), ("A", 2));
        let kept = [("xsi:type".to_owned(), "T".to_owned())];
        assert_eq!(root.child("B").unwrap().attributes, kept);
        assert_eq!((root.text_of("B"), root.text_of("C")), (Some(""), None));
    }

    #[test]
    fn references_and_cdata_are_decoded() {
        assert_eq!(leaf("<K>a&amp;&lt;&gt;&quot;&apos;&#65;&#x42;&#1;</K>"), "a&<>\"'AB\u{1}");
        assert_eq!(leaf("<K>a<![CDATA[<&amp;>]]>b<!-- c -->d</K>"), "a<&amp;>bd");
        assert_eq!(leaf("<K>a\r\nb\rc</K>"), "a\nb\nc");
    }

    #[test]
    fn a_reference_that_names_no_character_is_refused() {
        assert_eq!(fault("<K>&nbsp;</K>"), XmlFault::UnknownReference("nbsp".into()));
        assert_eq!(fault("<K>&#0;</K>"), XmlFault::UnknownReference("#0".into()));
        assert_eq!(fault("<K>&#xD800;</K>"), XmlFault::UnknownReference("#xD800".into()));
        assert!(matches!(fault("<K>a & b</K>"), XmlFault::Syntax(_)));
        assert!(matches!(fault("<K a='&no;'/>"), XmlFault::Syntax(_)));
    }

    #[test]
    fn a_document_has_exactly_one_root() {
        assert!(parse("\u{feff}<?xml version='1.0'?><!-- a --><?b?>\n<A/> <!-- c -->").is_ok());
        assert_eq!(fault(""), XmlFault::NoRoot);
        assert_eq!(fault(" <!-- a --> "), XmlFault::NoRoot);
        assert_eq!(fault("<A/><B/>"), XmlFault::JunkOutsideRoot);
        assert_eq!(fault("<A/>junk"), XmlFault::JunkOutsideRoot);
        assert_eq!(fault("<A/>&lt;"), XmlFault::JunkOutsideRoot);
        assert_eq!(fault("<A/><![CDATA[ ]]>"), XmlFault::JunkOutsideRoot);
        assert_eq!(fault("junk<A/>"), XmlFault::JunkOutsideRoot);
        assert_eq!(fault("<A/><?xml version='1.0'?>"), XmlFault::MisplacedDeclaration);
        assert_eq!(fault("<!DOCTYPE A [<!ENTITY b 'c'>]><A/>"), XmlFault::DocumentType);
    }

    #[test]
    fn broken_markup_is_refused() {
        assert_eq!(fault("<A><B></B>"), XmlFault::Unclosed("A".into()));
        for text in ["<A></B>", "</A>", "<A", "<A><!-- a", "<A b/>", "<A b='1' b='2'/>"] {
            assert!(matches!(fault(text), XmlFault::Syntax(_)), "{text}");
        }
        for text in ["<A><![CDATA[b</A>", "<A><!-- a -- b --></A>", "<A b='<'/>", "<A b=1/>"] {
            assert!(matches!(fault(text), XmlFault::Syntax(_)), "{text}");
        }
        for text in ["<1/>", "< A/>", "<a:/>", "<:b/>", "<a:b:c/>", "<a=b/>", "<A 1='b'/>", "<>"] {
            assert!(matches!(fault(text), XmlFault::NotAName(_)), "{text}");
        }
        assert_eq!(fault("<A>\u{1}</A>"), XmlFault::ForbiddenCharacter('\u{1}'));
    }

    #[test]
    fn an_error_says_where() {
        let error = parse("<A>\n<B>&x;</B></A>").unwrap_err();
        assert_eq!(error.to_string(), "the reference `&x;` is not known at byte 7");
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |depth| "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert!(parse(&nested(MAX_DEPTH)).is_ok());
        assert_eq!(fault(&nested(MAX_DEPTH + 1)), XmlFault::TooDeep);
        assert_eq!(fault(&"<a>".repeat(1_000_000)), XmlFault::TooDeep);
    }
}
