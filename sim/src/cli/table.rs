//! Tables for a person: as wide as the terminal or, where there is none, as wide as they need.

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle};

/// One line under the header and no others.
const STYLE: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A table under `header`, without the spaces at the ends of lines. Its first columns, `unbroken`
/// of them, are never narrower than what they hold.
pub(super) fn table<R>(
    header: &[&str],
    rows: impl IntoIterator<Item = R>,
    width: Option<u16>,
    unbroken: usize,
) -> String
where
    R: IntoIterator<Item = String>,
{
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_header(header.iter().copied());
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    for row in rows {
        table.add_row(row);
    }
    for column in table.column_iter_mut().take(unbroken) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    table.trim_fmt()
}
