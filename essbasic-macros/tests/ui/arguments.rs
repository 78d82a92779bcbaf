//! Arguments of `#[tc_action(…)]`.

use essbasic_core::{tc_action, tc_model};

mod argument_twice {
    use super::*;

    #[tc_action(name = "DescribeThings", version = "2021-05-26", version = "2021-05-26")]
    pub struct DescribeThings {}
}

mod argument_unknown {
    use super::*;

    #[tc_action(name = "DescribeThings", version = "2021-05-26", retries = 3)]
    pub struct DescribeThings {}
}

mod effect_unknown {
    use super::*;

    #[tc_action(name = "DescribeThings", version = "2021-05-26", effect = always)]
    pub struct DescribeThings {}
}

mod already_done_code_malformed {
    use super::*;

    #[tc_action(name = "DescribeThings", version = "2021-05-26", effect = idempotent("already done"))]
    pub struct DescribeThings {}
}

mod error_code_listed_twice {
    use super::*;

    #[tc_action(name = "DescribeThings", version = "2021-05-26", errors("InternalError", "InternalError"))]
    pub struct DescribeThings {}
}

mod error_codes_without_parentheses {
    use super::*;

    #[tc_action(name = "DescribeThings", version = "2021-05-26", errors = "InternalError")]
    pub struct DescribeThings {}
}

mod host_unknown {
    use super::*;

    #[tc_action(name = "DescribeThings", version = "2021-05-26", host = "file")]
    pub struct DescribeThings {}
}

mod name_in_snake_case {
    use super::*;

    #[tc_action(name = "describe_things", version = "2021-05-26")]
    pub struct DescribeThings {}
}

mod name_missing {
    use super::*;

    #[tc_action(version = "2021-05-26")]
    pub struct DescribeThings {}
}

mod nothing_given {
    use super::*;

    #[tc_action]
    pub struct DescribeThings {}
}

mod rate_limit_of_zero {
    use super::*;

    #[tc_action(name = "DescribeThings", version = "2021-05-26", rate_limit = 0)]
    pub struct DescribeThings {}
}

mod response_in_quotes {
    use super::*;

    #[tc_action(name = "DescribeThings", version = "2021-05-26", response = "Things")]
    pub struct DescribeThings {}
}

mod service_is_a_host {
    use super::*;

    #[tc_action(name = "DescribeThings", version = "2021-05-26", service = "essbasic.tencentcloudapi.com")]
    pub struct DescribeThings {}
}

mod version_is_no_date {
    use super::*;

    #[tc_action(name = "DescribeThings", version = "2021-13-26")]
    pub struct DescribeThings {}
}

mod version_missing {
    use super::*;

    #[tc_action(name = "DescribeThings")]
    pub struct DescribeThings {}
}

mod three_mistakes_at_once {
    use super::*;

    #[tc_action(name = "describe", effect = often)]
    pub struct DescribeThings {
        #[tc(len = many)]
        pub id: String,
    }
}

mod paginate_without_items {
    use super::*;

    /// A pagination without `items`, with an unknown unit and an unknown argument.
    #[tc_action(name = "DescribeThings", version = "2021-05-26", paginate(item = String, offset = lines, size = 20))]
    pub struct DescribeThings {
        /// Number of things.
        pub limit: Option<i64>,
        /// Number of things to skip.
        pub offset: Option<i64>,
    }
}

mod paginate_without_offset {
    use super::*;

    /// A paginated action without `Offset`.
    #[tc_action(
        name = "DescribeThings",
        version = "2021-05-26",
        paginate(item = String, items = things, offset = rows, page_size = 20)
    )]
    pub struct DescribeThings {
        /// Number of things.
        pub limit: Option<i64>,
    }
}

mod pagination_named_like_a_method {
    use super::*;

    #[tc_model]
    pub struct Things {
        pub names: Vec<String>,
    }

    #[tc_action(
        name = "DescribeThings",
        version = "2021-05-26",
        response = Things,
        paginate(name = send, item = String, items = names, offset = rows, page_size = 20),
        paginate(item = String, items = names, offset = rows, page_size = 20),
        paginate(item = String, items = names, offset = rows, page_size = 20)
    )]
    pub struct DescribeThings {
        pub offset: Option<i64>,
        pub limit: Option<i64>,
    }
}

fn main() {
    // The constructor exists: one mistake does not cause other errors.
    let _ = nothing_given::DescribeThings::new();
}
