//! What the documents of Huawei OBS and Hitachi HCP permit an object copy to do.
//!
//! This crate is the specification, executable: given a store and a request it says everything a
//! service may answer, and why. It is pure. It has no clock, file, thread, socket or randomness,
//! and nothing in it depends on hash order; a test holds that.
//!
//! # The map
//!
//! | module | room |
//! |---|---|
//! | [`name`] | values that parse or do not exist: keys, version ids, tags, instants |
//! | [`http`] | requests and responses as plain data |
//! | [`wire`] | HTTP to typed request; XML, dates, ranges, the copy-source grammar |
//! | [`store`] | buckets, version stacks, what is believed of each value, and effects on them |
//! | [`dialect`] | clauses, readings, one table of rows per vendor, and what every rule says |
//! | [`reply`] | answers with holes: compared with responses, or encoded to bytes |
//! | [`permitted`] | how plain code yields every permitted outcome |
//! | [`trouble`] | what may be answered at any time, whatever is stored |
//! | [`retention`] | how long an object must be kept |
//! | [`lookup`], [`placement`], [`settings`], [`preconditions`] | stages that operations share |
//! | [`copy`] | **the spine**: a copy from request to new store |
//! | [`multipart`] | an object from parts, and the copy of a part, over the same stages |
//! | [`object`], [`acl`], [`bucket`], [`restore`] | what a history needs to set up and to look |
//! | [`step`] | one request in one store: the dispatch over all of them |
//! | [`trace`] | the JSON Lines of recorded and simulated histories |
//! | [`oracle`] | the judge: possible worlds |
//! | [`generate`] | a small universe and a grammar of calls, driven by choices from anywhere |
//!
//! Modules use only what stands above them in this table (and `trace` stands on `store`).
//!
//! # The three ideas
//!
//! **The spine is code, the rulebook is data.** A *clause* is one decision; its *readings* are the
//! possible answers. It is asked in exactly one function. A *dialect* is a table with a *row* per
//! clause: which readings the vendor permits and which rules say so. No stage asks for a vendor.
//! To find a rule, search for its id: it stands in its row, and the row names its clause. What it
//! says in one sentence, and on which page, stands in the catalogue, [`dialect::rules`].
//!
//! **Freedom is explicit.** Stages are written as if every question had one answer. A
//! [`permitted::Ruling`] runs them once per reading that makes a difference and returns the set of
//! outcomes, each with the readings it rests on. A failed check is recorded and the stages go on:
//! no document says which of several errors is reported, so each of them is an outcome. What a
//! service picks freely is a hidden value until an answer shows it; what hangs on an unseen reading
//! is a value *by reading*, which forks only when an answer shows it.
//!
//! **A checker keeps possible worlds.** See [`oracle`].
//!
//! # Invariants
//!
//! * The model is total: every request in every store has an answer, or is out of scope and says
//!   how far it may reach ([`step::hidden_by`]).
//! * A step costs the same whatever the size of an object: content is known by bytes, by size and
//!   digest, or by entity tag alone.
//! * A reason never tells two worlds apart ([`store::Reasons`]).
//! * Hidden values are named by the call that made them ([`store::Origin`]), so worlds that did the
//!   same agree on the names without renumbering.
//! * A broken request is an outcome, a broken trace is an error with file and line, a broken
//!   invariant of ours is a panic with a sentence.
//!
//! # Where this differs from the first sketch
//!
//! A call that was sent carries what its source has held since, instead of a state *read* of its
//! own: one world with a set of snapshots stands for many worlds with one each. Nor is an effect
//! that nobody has seen a world of its own: beside each snapshot stands where it would be now.
//! What only an answer tells apart is promised by one call in one world, and a world holds a set of
//! assumptions one of which is the service's, so that neither multiplies worlds.
//! What a service may answer at any time ([`trouble`]) is no outcome of a step: a step would have
//! them all, always. A judge asks for them where an answer is an error.
//! `free` readings are not a kind of row; what a service decides anew for each request is a fork in
//! the code ([`permitted::Ruling::fork`]) and assumes nothing.

pub mod acl;
pub mod bucket;
pub mod copy;
pub mod dialect;
pub mod generate;
pub mod http;
pub mod lookup;
pub mod multipart;
pub mod name;
pub mod object;
pub mod oracle;
pub mod permitted;
pub mod placement;
pub mod preconditions;
pub mod reply;
pub mod restore;
pub mod retention;
pub mod settings;
pub mod step;
pub mod store;
pub mod trace;
pub mod trouble;
pub mod wire;
