//! Models that actions of several domains share.

mod user_info;

pub use user_info::UserInfo;
