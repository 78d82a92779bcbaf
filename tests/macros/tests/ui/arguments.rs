//! Arguments of `#[essbasic_core::tc_action(…)]`.

mod argument_twice {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", version = "2021-05-26")]
    pub struct DescribeThings {}
}

mod argument_unknown {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", retries = 3)]
    pub struct DescribeThings {}
}

mod crate_without_quotes_or_twice {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", crate = essbasic_core)]
    pub struct DescribeThings {
        pub thing: Option<Thing>,
    }

    #[essbasic_core::tc_model(crate = "essbasic_core", crate = "essbasic_core")]
    pub struct Thing {}
}

mod effect_unknown {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", effect = always)]
    pub struct DescribeThings {}
}

mod already_done_code_malformed {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", effect = idempotent("already done"))]
    pub struct DescribeThings {}
}

mod error_code_listed_twice {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", errors("InternalError", "InternalError"))]
    pub struct DescribeThings {}
}

mod error_codes_without_parentheses {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", errors = "InternalError")]
    pub struct DescribeThings {}
}

mod host_unknown {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", host = "file")]
    pub struct DescribeThings {}
}

mod name_in_snake_case {
    #[essbasic_core::tc_action(name = "describe_things", version = "2021-05-26")]
    pub struct DescribeThings {}
}

mod name_missing {
    #[essbasic_core::tc_action(version = "2021-05-26")]
    pub struct DescribeThings {}
}

mod nothing_given {
    #[essbasic_core::tc_action]
    pub struct DescribeThings {}
}

mod rate_limit_of_zero {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", rate_limit = 0)]
    pub struct DescribeThings {}
}

mod response_in_quotes {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", response = "Things")]
    pub struct DescribeThings {}
}

mod service_is_a_host {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", service = "essbasic.tencentcloudapi.com")]
    pub struct DescribeThings {}
}

mod version_is_no_date {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-13-26")]
    pub struct DescribeThings {}
}

mod version_missing {
    #[essbasic_core::tc_action(name = "DescribeThings")]
    pub struct DescribeThings {}
}

mod three_mistakes_at_once {
    #[essbasic_core::tc_action(name = "describe", effect = often)]
    pub struct DescribeThings {
        #[tc(len = many)]
        pub id: String,
    }
}

mod paginate_without_items {
    /// A pagination without `items`, with an unknown unit and an unknown argument.
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", paginate(item = String, offset = lines, size = 20))]
    pub struct DescribeThings {
        /// Number of things.
        pub limit: Option<i64>,
        /// Number of things to skip.
        pub offset: Option<i64>,
    }
}

mod paginate_without_offset {
    /// A paginated action without `Offset`.
    #[essbasic_core::tc_action(
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
    #[essbasic_core::tc_model]
    pub struct Things {
        pub names: Vec<String>,
    }

    #[essbasic_core::tc_action(
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
