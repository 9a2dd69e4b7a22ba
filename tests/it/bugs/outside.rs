//! Known bugs that no history can show by these documents, each with the reason.

/// Ids of bugs, and why they are not put into anything.
pub(super) static OUTSIDE: &[(&[&str], &str)] = &[
    (
        &["B022", "B120"],
        "what is stored beside every object is shown by no answer, so that leaks are not seen",
    ),
    (&["B041"], "whether a redirect is copied is an open question, and elsewhere not offered"),
    (&["B057", "B063"], "which tag the copy of an assembled object has is an open question"),
    (&["B071"], "no document speaks of compression"),
    (&["B079", "B081"], "which changes make a copy onto itself legal is an open question"),
    (
        &["B104", "B107"],
        "whether a copy source is decoded, and a plus with it, is an open question",
    ),
    (&["B115"], "no document says what a copy source is on another method"),
    (&["B047"], "no document knows buckets without access control lists"),
    (&["B076"], "a client that cannot go on is told so; what it then does is its own affair"),
    (&["B080"], "the class of the source may be asked for: the services accept it"),
    (&["B091"], "two clients never share an upload in drawn scenarios"),
    (&["B092"], "parts have numbers, so that a part sent again replaces itself"),
    (
        &["B098"],
        "a record outside the service; as a client it is the one that reads the status only",
    ),
    (&["B111"], "services must accept an escaped slash: see B108"),
    (
        &["B114"],
        "a write may be answered with 500 at any time; that one with a broken source always is, no \
         history shows",
    ),
    (&["B113"], "the client fails before it sends anything"),
    (&["B127"], "no document gives a bucket two names"),
    (
        &["B132", "B133", "B134", "B140", "B142"],
        "locks, counts and markers kept outside the service are not the service's to judge",
    ),
    (&["B139"], "no document lets a list lag behind"),
    (&["B141"], "conditions on the target of a copy are ignored or an open question"),
    (&["B150"], "an object above the limit of one copy cannot be made in a short history"),
    (&["B160"], "no document knows the header that names an expected owner"),
];
