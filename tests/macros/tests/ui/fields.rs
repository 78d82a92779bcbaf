//! Fields, and `#[tc(…)]` on them.

mod borrowed_field {
    #[essbasic_core::tc_model]
    pub struct Thing {
        pub value: &'static str,
    }
}

mod field_depends_on_cfg {
    #[essbasic_core::tc_model]
    pub struct Thing {
        #[cfg(all())]
        pub name: String,
        #[cfg_attr(all(), tc(secret))]
        pub id: Option<String>,
        pub __: Option<String>,
    }
}

mod field_name_twice {
    #[essbasic_core::tc_model]
    pub struct Thing {
        #[tc(rename = "TTL")]
        pub ttl: Option<u64>,
        pub ttl: Option<u64>,
        pub r#name: String,
        pub name: String,
    }
}

mod hidden_and_required {
    #[essbasic_core::tc_model]
    pub struct Thing {
        #[tc(hidden)]
        pub name: String,
    }
}

mod integer_too_small {
    #[essbasic_core::tc_model]
    pub struct Thing {
        pub count: i32,
        pub many: Option<Vec<u8>>,
        pub share: f32,
    }
}

mod length_of_a_number {
    #[essbasic_core::tc_model]
    pub struct Thing {
        #[tc(len = 32)]
        pub count: i64,
        #[tc(range = 1..=3)]
        pub name: String,
        #[tc(items = 3)]
        pub id: String,
    }
}

mod limit_that_nothing_fits {
    #[essbasic_core::tc_model]
    pub struct Thing {
        #[tc(range = 30..=1)]
        pub days: i64,
        #[tc(len = 1..200)]
        pub name: String,
    }
}

mod list_of_lists {
    #[essbasic_core::tc_model]
    pub struct Thing {
        pub values: Vec<Vec<String>>,
        pub others: Vec<Option<String>>,
    }
}

mod serde_attribute {
    #[essbasic_core::tc_model]
    pub struct Thing {
        #[serde(rename = "VALUE")]
        pub value: String,
    }
}

mod setter_misplaced {
    #[essbasic_core::tc_model]
    pub struct Thing {
        #[tc(setter = with_name)]
        pub name: String,
        #[tc(setter = "type")]
        pub kind: Option<String>,
        #[tc(setter = with_id, setter = with_ids)]
        pub id: Option<String>,
        #[tc]
        pub old: Option<String>,
    }
}

mod setter_named_like_a_method {
    #[essbasic_core::tc_model]
    pub struct Thing {
        pub new: Option<String>,
        pub first: Option<String>,
        #[tc(setter = first)]
        pub second: Option<String>,
    }

    #[essbasic_core::tc_model]
    pub struct Things {
        pub things: Vec<Thing>,
        pub status: String,
    }

    #[essbasic_core::tc_action(
        name = "DescribeThings",
        version = "2021-05-26",
        response = Things,
        paginate(item = Thing, items = things, offset = rows, page_size = 20),
        wait(status = status, done("OK"))
    )]
    pub struct DescribeThings {
        pub r#new: Option<bool>,
        pub send: Option<Vec<String>>,
        pub stream: Option<i64>,
        pub wait: Option<u64>,
        pub offset: Option<i64>,
        pub limit: Option<i64>,
    }
}

mod tc_argument_unknown {
    #[essbasic_core::tc_model]
    pub struct Thing {
        #[tc(sensitive)]
        pub name: String,
    }
}

mod wire_name_twice {
    #[essbasic_core::tc_model]
    pub struct Thing {
        pub name: String,
        #[tc(rename = "Name")]
        pub title: String,
    }
}

fn main() {}
