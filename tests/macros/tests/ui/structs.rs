//! Structs as a whole.

mod attribute_of_a_struct {
    #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26")]
    #[essbasic_core::tc_model]
    #[tc(secret)]
    #[derive(Eq, Default)]
    pub struct DescribeThings {
        pub limit: Option<i64>,
    }
}

mod derive_repeated {
    #[essbasic_core::tc_model]
    #[derive(Debug, Clone)]
    pub struct Thing {
        pub value: String,
    }
}

mod enum_instead_of_struct {
    #[essbasic_core::tc_model]
    pub enum Thing {
        One,
    }
}

mod generic_struct {
    #[essbasic_core::tc_model]
    pub struct Thing<T> {
        pub value: T,
    }
}

mod model_with_arguments {
    #[essbasic_core::tc_model(name = "Thing")]
    pub struct Thing {
        pub name: String,
    }
}

mod rule_of_unknown_field {
    #[essbasic_core::tc_model(exactly_one("FlowIds", "FlowGroup"), needs("FlowIds"))]
    pub struct Which {
        pub flow_ids: Option<Vec<String>>,
        pub flow_group_id: Option<String>,
    }
}

mod tuple_struct {
    #[essbasic_core::tc_model]
    pub struct Thing(String);
}

fn main() {}
