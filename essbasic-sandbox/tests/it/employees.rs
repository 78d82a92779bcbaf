//! Employees and their roles.

use essbasic::employees::{
    ChannelCreateRole, ChannelCreateUserRoles, ChannelDeleteRole, ChannelDeleteRoleUsers,
    ChannelDescribeEmployees, ChannelDescribeRoles, ChannelModifyRole, ChannelRole, DefaultRole,
    EmployeeOperation, EmploymentStatus, ProxyOrganizationOperator, SyncProxyOrganizationOperators,
    SyncStatus,
};
use essbasic::models::Filter;
use essbasic::organizations::CreateConsoleLoginUrl;
use essbasic::{Agent, Client};
use essbasic_sandbox::{Sandbox, seed};

use crate::support::{client, code};

fn sync(operation: EmployeeOperation, ids: &[String]) -> SyncProxyOrganizationOperators {
    let organization = Agent::organization(seed::APPLICATION, seed::ORGANIZATION);
    let operators = ids.iter().map(|id| {
        ProxyOrganizationOperator::new(id.as_str()).name("测试员工").mobile("13000000055")
    });
    SyncProxyOrganizationOperators::new(organization, operation, operators.collect::<Vec<_>>())
}

async fn verify(sandbox: &Sandbox, client: &Client, id: &str) {
    let agent = Agent::operator(seed::APPLICATION, seed::ORGANIZATION, id);
    let login = CreateConsoleLoginUrl::new(agent, seed::ORGANIZATION_NAME);
    sandbox.complete_link(&login.send(client).await.unwrap().console_url).unwrap();
}

#[tokio::test]
async fn employees_are_created_listed_and_removed() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let ids: Vec<_> = (0..25).map(|index| format!("staff{index:02}")).collect();
    let reply = sync(EmployeeOperation::Create, &ids).send(&client).await.unwrap();
    assert_eq!(reply.status, SyncStatus::All);
    let mut seen = 0;
    for offset in [0, 20, 40] {
        let page = ChannelDescribeEmployees::new(seed::agent(), 20).offset(offset);
        let page = page.send(&client).await.unwrap();
        assert_eq!(page.total_count, 28);
        seen += page.employees.len();
    }
    assert_eq!(seen, 28);

    verify(&sandbox, &client, "staff00").await;
    let again = sync(EmployeeOperation::Create, &ids[..2]).send(&client).await.unwrap();
    assert_eq!((again.status, again.failed_list.len()), (SyncStatus::Part, 1));
    let filter = Filter::new("StaffOpenId", ["staff00"]);
    let seen = ChannelDescribeEmployees::new(seed::agent(), 20).filters([filter]);
    assert_eq!(seen.send(&client).await.unwrap().employees[0].mobile, "130****0055");
    sync(EmployeeOperation::Resign, &ids[..1]).send(&client).await.unwrap();
    let filter = Filter::new("StaffOpenId", ["staff00"]);
    let gone = ChannelDescribeEmployees::new(seed::agent(), 20).filters([filter]);
    let gone = gone.send(&client).await.unwrap();
    assert_eq!(gone.employees[0].quite_job, EmploymentStatus::Resigned);
    assert_eq!(gone.employees[0].mobile, "", "personal data is removed");
    let agent = Agent::operator(seed::APPLICATION, seed::ORGANIZATION, "staff00");
    let denied = ChannelDescribeEmployees::new(agent, 20).send(&client).await;
    assert_eq!(code(denied), "OperationDenied.UserNotInOrganization");
    assert!(sandbox.events().iter().any(|event| event.kind == "QuiteJob"));
}

#[tokio::test]
async fn an_employee_who_is_listed_twice_leaves_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let ids = ["leaver".to_owned(), "leaver".to_owned()];
    sync(EmployeeOperation::Create, &ids).send(&client).await.unwrap();
    let left = sync(EmployeeOperation::Resign, &ids).send(&client).await.unwrap();
    assert_eq!((left.status, left.failed_list.len()), (SyncStatus::All, 0));
}

#[tokio::test]
async fn a_synchronization_that_fails_for_all_is_rejected() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let verified = [seed::EMPLOYEE.to_owned()];
    let create = sync(EmployeeOperation::Create, &verified).send(&client).await;
    assert_eq!(code(create), "FailedOperation.StaffAlreadyVerify");
    let unknown = ["unknown1".to_owned(), "unknown2".to_owned()];
    let resign = sync(EmployeeOperation::Resign, &unknown).send(&client).await;
    assert_eq!(code(resign), "FailedOperation");
}

#[tokio::test]
async fn the_default_role_admin_is_the_business_administrator() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let organization = Agent::organization(seed::APPLICATION, seed::ORGANIZATION);
    let operator = ProxyOrganizationOperator::new("it01").default_role(DefaultRole::Admin);
    SyncProxyOrganizationOperators::new(organization, EmployeeOperation::Create, [operator])
        .send(&client)
        .await
        .unwrap();
    let filter = Filter::new("StaffOpenId", ["it01"]);
    let seen = ChannelDescribeEmployees::new(seed::agent(), 20).filters([filter]);
    let roles = seen.send(&client).await.unwrap().employees[0].roles.clone();
    assert_eq!((roles.len(), roles[0].role_name.as_str()), (1, "业务管理员"));
}

#[tokio::test]
async fn slashes_in_open_ids_do_not_confuse_organizations_and_employees() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let agents = [("a", "b/c"), ("a/b", "c"), ("a%2Fb", "c%")]
        .map(|(organization, id)| Agent::operator(seed::APPLICATION, organization, id));
    for (index, agent) in agents.iter().enumerate() {
        let login = CreateConsoleLoginUrl::new(agent.clone(), format!("企业{index}"))
            .proxy_operator_name(format!("测试管理员{index}"));
        sandbox.complete_link(&login.send(&client).await.unwrap().console_url).unwrap();
    }
    for (index, agent) in agents.into_iter().enumerate() {
        let employees = ChannelDescribeEmployees::new(agent, 20).send(&client).await.unwrap();
        assert_eq!(employees.total_count, 1);
        assert_eq!(employees.employees[0].display_name, format!("测试管理员{index}"));
    }
}

#[tokio::test]
async fn the_open_id_of_an_employee_who_left_can_be_used_again() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let ids = [seed::EMPLOYEE.to_owned()];
    sync(EmployeeOperation::Resign, &ids).send(&client).await.unwrap();
    verify(&sandbox, &client, seed::EMPLOYEE).await;
    let filter = Filter::new("StaffOpenId", [seed::EMPLOYEE]);
    let seen = ChannelDescribeEmployees::new(seed::agent(), 20).filters([filter]);
    let employee = seen.send(&client).await.unwrap().employees[0].clone();
    assert_eq!((employee.quite_job, employee.verified), (EmploymentStatus::Employed, true));
}

#[tokio::test]
async fn roles_are_created_assigned_and_revoked() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create = ChannelCreateRole::new("财务", seed::agent());
    let role = create.send(&client).await.unwrap().role_id.clone().unwrap();
    assert!(create.send(&client).await.is_err(), "the name is taken");
    let ids = ["staff00".to_owned()];
    sync(EmployeeOperation::Create, &ids).send(&client).await.unwrap();
    let assign =
        |id: &str| ChannelCreateUserRoles::new(seed::agent(), [role.as_str()]).open_ids([id]);
    let failed = assign("staff00").send(&client).await.unwrap();
    assert_eq!(failed.failed_create_role_data.len(), 1, "the employee is not verified");
    verify(&sandbox, &client, "staff00").await;
    assert!(assign("staff00").send(&client).await.unwrap().failed_create_role_data.is_empty());
    let both = ChannelCreateUserRoles::new(seed::agent(), [role.as_str()]);
    let both = both.user_ids([seed::OPERATOR]).open_ids(["unknown"]).send(&client).await.unwrap();
    assert!(both.failed_create_role_data.is_empty(), "the service ignores the open IDs");
    let delete = ChannelDeleteRole::new(seed::agent(), [role.as_str()]);
    let take = ChannelDeleteRoleUsers::new(seed::agent(), role.as_str()).open_ids(["staff00"]);
    take.send(&client).await.unwrap();
    ChannelModifyRole::new(seed::agent(), "出纳", role.as_str()).send(&client).await.unwrap();
    // The offset of this action counts pages.
    let list = ChannelDescribeRoles::new(seed::agent(), "4").offset(1).send(&client).await.unwrap();
    assert_eq!((list.total_count, list.channel_roles.len()), (6, 2));
    assert!(list.channel_roles.iter().any(|it| it.role_name == "出纳"));
    let with = Filter::new("IsReturnPermissionGroup", ["1"]);
    let with = ChannelDescribeRoles::new(seed::agent(), "9").filters([with]).send(&client).await;
    let with = with.unwrap();
    let has = |it: &ChannelRole| it.permission_groups.as_ref().is_some_and(|all| !all.is_empty());
    assert!(with.channel_roles.iter().all(has) && !list.channel_roles.iter().any(has));
    delete.send(&client).await.unwrap();
    let admin = ChannelDeleteRoleUsers::new(seed::agent(), seed::ROLES[0].0).open_ids(["n9527"]);
    assert_eq!(code(admin.send(&client).await), "InvalidParameter.RoleId");
    let system = ChannelDeleteRole::new(seed::agent(), [seed::ROLES[0].0]).send(&client).await;
    assert!(system.is_err(), "common roles cannot be deleted");
}
