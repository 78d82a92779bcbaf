//! State of an organization's onboarding.

use essbasic::callback::events::{
    CloseOrganization, OrgAuth, OrgAuthorizationFileSubmit, OrgCertify, OrgOpenTsignBiz,
    OrganizationAuthorization,
};
use essbasic::callback::{Event, Merge, OrganizationStage, OrganizationState};
use essbasic_test_support::holds;
use proptest::prelude::*;

const ORGANIZATION: &str = "org_example";

fn events() -> [Event; 6] {
    let id = ORGANIZATION;
    [
        OrgAuth::new().proxy_organization_open_id(id).auth_success(true).into(),
        OrganizationAuthorization::new().proxy_organization_open_id(id).into(),
        OrgAuthorizationFileSubmit::new().proxy_organization_open_id(id).into(),
        OrgCertify::new().proxy_organization_open_id(id).operate_success(true).into(),
        OrgOpenTsignBiz::new().proxy_organization_open_id(id).open_success(true).into(),
        CloseOrganization::new().proxy_organization_open_id(id).into(),
    ]
}

#[test]
fn any_order_of_the_events_ends_in_one_stage() {
    let order = Just([0, 1, 2, 3, 4, 5]).prop_shuffle();
    holds(200, (order, 0..7_usize), |(order, count)| {
        let mut state = OrganizationState::new(ORGANIZATION);
        let events = events();
        for at in &order[..count] {
            prop_assert_ne!(state.apply(&events[*at]), Merge::Unrelated);
            prop_assert_eq!(state.apply(&events[*at]), Merge::Stale);
        }
        let expected = order[..count].iter().max().map_or(OrganizationStage::Unknown, |at| {
            [
                OrganizationStage::Authorized,
                OrganizationStage::Verifying,
                OrganizationStage::Verifying,
                OrganizationStage::Verified,
                OrganizationStage::Activated,
                OrganizationStage::Closed,
            ][*at]
        });
        prop_assert_eq!(state.stage(), expected);
        Ok(())
    });
}

#[test]
fn a_failure_changes_nothing() {
    let mut state = OrganizationState::new(ORGANIZATION);
    let rejected =
        OrgCertify::new().proxy_organization_open_id(ORGANIZATION).operate_success(false);
    assert_eq!(state.apply(&rejected.into()), Merge::Stale);
    let other = OrgAuth::new().proxy_organization_open_id("another").auth_success(true);
    assert_eq!(state.apply(&other.into()), Merge::Unrelated);
    assert_eq!((state.stage(), state.is_active()), (OrganizationStage::Unknown, false));
}
