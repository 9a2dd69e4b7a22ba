//! What the documents of Huawei OBS and Hitachi HCP permit an object copy to do.

pub mod acl;
pub mod bucket;
pub mod copy;
pub mod dialect;
pub mod generate;
pub mod http;
pub mod lookup;
pub mod name;
pub mod object;
pub mod oracle;
pub mod permitted;
pub mod placement;
pub mod preconditions;
pub mod reply;
pub mod restore;
pub mod settings;
pub mod step;
pub mod store;
pub mod trace;
pub mod wire;
