//! Lookups of organizations, employees, roles, files, seals, templates and links.

use super::State;
use super::model::{Employee, File, Link, Organization, Owner, Purpose, Role, Seal, Template, key};
use crate::random;

/// Time for which an uploaded file can be used, in seconds.
const FILE_LIFETIME: i64 = 60 * 60;

/// Number of new links after which expired ones are removed: lists of seals and templates create some each time.
const EXPIRY_INTERVAL: usize = 256;

impl State {
    /// Returns the organizations of an application, sorted by open ID.
    pub(crate) fn organizations_of(&self, application: &str) -> Vec<&Organization> {
        let organizations = self.organizations.starting_with(key([application, ""]));
        organizations.map(|(_, organization)| organization).collect()
    }

    /// Returns the organization of an application with a name.
    pub(crate) fn organization_named(
        &self,
        application: &str,
        name: &str,
    ) -> Option<&Organization> {
        self.organizations_of(application).into_iter().find(|it| it.name == name)
    }

    /// Returns the employees of an organization, sorted by open ID.
    pub(crate) fn employees_of(&self, owner: &Owner) -> Vec<&Employee> {
        self.employees.starting_with(owner.employee("")).map(|(_, employee)| employee).collect()
    }

    /// Returns an employee by open ID or by the service's own ID.
    pub(crate) fn employee(&self, owner: &Owner, id: &str) -> Option<&Employee> {
        let by_open_id = self.employees.get(&owner.employee(id));
        by_open_id.or_else(|| self.employees_of(owner).into_iter().find(|it| it.user_id == id))
    }

    /// Returns the roles that an organization can assign: common ones first.
    pub(crate) fn roles_of(&self, owner: &Owner) -> Vec<&Role> {
        let assignable = |role: &&Role| role.owner.as_ref().is_none_or(|it| it == owner);
        let mut roles: Vec<_> =
            self.roles.iter().map(|(_, role)| role).filter(assignable).collect();
        roles.sort_by_key(|role| role.owner.is_some());
        roles
    }

    /// Stores a file and removes expired ones. Returns its ID and its expiration time.
    pub(crate) fn add_file(
        &mut self,
        owner: Owner,
        name: String,
        business: &str,
        content: String,
    ) -> (String, i64) {
        let now = self.now();
        let is_expired = |file: &File| !file.used && file.expires_on <= now;
        let expired = self.files.iter().filter(|(_, file)| is_expired(file));
        let expired: Vec<_> = expired.map(|(id, _)| id.to_owned()).collect();
        for id in expired {
            self.files.remove(&id);
            self.file_contents.remove(&id);
        }
        let (id, expires_on) = (random::id(), now + FILE_LIFETIME);
        let file = File { owner, name, business: business.to_owned(), expires_on, used: false };
        self.files.insert(id.clone(), file);
        self.file_contents.insert(id.clone(), content);
        (id, expires_on)
    }

    /// Returns a file of an organization that has not expired.
    pub(crate) fn file(&self, owner: &Owner, id: &str) -> Option<&File> {
        let now = self.now();
        self.files.get(id).filter(|file| file.owner == *owner && file.expires_on > now)
    }

    /// Returns the seals of an organization, oldest first.
    pub(crate) fn seals_of(&self, owner: &Owner) -> Vec<&Seal> {
        let seals = self.seals.iter().map(|(_, seal)| seal);
        let mut seals: Vec<_> = seals.filter(|seal| seal.owner == *owner).collect();
        seals.sort_by_key(|seal| (seal.created_on, seal.id.clone()));
        seals
    }

    /// Stores a copy of a template. Returns its ID and its name, by default with `_副本` added.
    pub(crate) fn copy_template(
        &mut self,
        mut copy: Template,
        name: Option<String>,
    ) -> (String, String) {
        copy.id = random::id();
        copy.name = name.unwrap_or_else(|| format!("{}_副本", copy.name));
        let id_and_name = (copy.id.clone(), copy.name.clone());
        self.templates.insert(copy.id.clone(), copy);
        id_and_name
    }

    /// Returns a template that an organization may use.
    pub(crate) fn template(
        &self,
        application: &str,
        organization: &str,
        id: &str,
    ) -> Option<&Template> {
        self.templates
            .get(id)
            .filter(|it| it.application == application && it.is_available_to(organization))
    }

    /// Returns a template with which an organization may start contracts.
    pub(crate) fn enabled_template(&self, owner: &Owner, id: &str) -> Option<&Template> {
        self.template(&owner.application, &owner.organization, id).filter(|it| it.available)
    }

    /// Creates a link. Returns its token.
    pub(crate) fn create_link(&mut self, purpose: Purpose, expires_on: i64) -> String {
        if self.links.len() % EXPIRY_INTERVAL == EXPIRY_INTERVAL - 1 {
            self.remove_expired_links();
        }
        let token = random::token(24);
        self.links.insert(token.clone(), Link { purpose, expires_on });
        token
    }

    fn remove_expired_links(&mut self) {
        let now = self.now();
        let expired = self.links.iter().filter(|(_, link)| link.expires_on <= now);
        let expired: Vec<_> = expired.map(|(token, _)| token.to_owned()).collect();
        for token in expired {
            self.links.remove(&token);
        }
    }

    /// Creates a link. Returns its URL.
    pub(crate) fn create_link_url(&mut self, purpose: Purpose, expires_on: i64) -> String {
        let token = self.create_link(purpose, expires_on);
        self.url(&format!("/links/{token}"))
    }

    /// Returns a link that has not expired.
    pub(crate) fn link(&self, token: &str) -> Option<&Link> {
        let now = self.now();
        self.links.get(token).filter(|link| link.expires_on > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expired_links_are_removed_and_others_stay() {
        let mut state = State::default();
        let now = state.now();
        let link = || Purpose::Seal { seal: "a".to_owned() };
        let valid = state.create_link(link(), now + 1000);
        for _ in 0..5 * EXPIRY_INTERVAL {
            state.create_link(link(), now);
        }
        assert!(state.links.len() <= EXPIRY_INTERVAL, "{}", state.links.len());
        assert!(state.link(&valid).is_some());
    }
}
