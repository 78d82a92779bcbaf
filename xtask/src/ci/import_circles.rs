//! Files that import each other in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, UseTree};
use xshell::Shell;

use crate::Error;

/// Fails if files of a crate import each other in a circle, and names what ties them.
///
/// An import is a path to an item, in a `use` or in code, followed through re-exports to the file that
/// defines the item. Tests do not count.
pub(super) fn run(shell: &Shell) -> Result<(), Error> {
    let (mut circles, mut files) = (Vec::new(), 0);
    for manifest in shell.read_dir(".")?.into_iter().map(|it| it.join("Cargo.toml")) {
        let roots = ["src/lib.rs", "src/main.rs"].map(|root| manifest.with_file_name(root));
        for root in roots.iter().filter(|root| root.is_file()) {
            let modules = Modules::read(root)?;
            files += modules.0.len();
            circles.extend(modules.circles());
        }
    }
    if circles.is_empty() {
        println!("{files} modules, no circle");
        return Ok(());
    }
    Err(format!("files import each other in a circle:\n{}", circles.join("\n")).into())
}

/// Names of a module from the root of its crate, such as `["client", "call"]`.
type Name = Vec<String>;

/// Modules of a crate that have a file of their own.
struct Modules(BTreeMap<Name, Module>);

#[derive(Default)]
struct Module {
    file: PathBuf,
    /// Items that the module defines.
    items: BTreeSet<String>,
    /// Imported or re-exported names, with their paths.
    aliases: BTreeMap<String, Name>,
    /// Paths of which all names are imported.
    globs: Vec<Name>,
    /// Paths in the code.
    paths: BTreeSet<Name>,
}

impl Modules {
    fn read(root: &Path) -> Result<Self, Error> {
        let mut modules = Self(BTreeMap::new());
        modules.read_file(root, Name::new())?;
        Ok(modules)
    }

    fn read_file(&mut self, file: &Path, name: Name) -> Result<(), Error> {
        let text = std::fs::read_to_string(file)?;
        let parsed =
            syn::parse_file(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        let mut children = Vec::new();
        for item in parsed.items.iter().filter(|item| !is_test(item)) {
            match item {
                Item::Mod(child) if child.content.is_none() => {
                    children.push(child.ident.to_string());
                    continue;
                }
                Item::Use(item) => {
                    module.import(&item.tree, Name::new());
                    continue;
                }
                Item::Impl(_) => {}
                item => module.items.extend(ident(item)),
            }
            module.read_paths(item.to_token_stream());
        }
        self.0.insert(name.clone(), module);
        let folder = match file.file_stem().and_then(|stem| stem.to_str()) {
            Some("lib" | "main") => file.with_file_name(""),
            _ => file.with_extension(""),
        };
        for child in children {
            let file = folder.join(format!("{child}.rs"));
            let name = [name.clone(), vec![child]].concat();
            self.read_file(&file, name)?;
        }
        Ok(())
    }

    /// Returns what ties each circle: who imports which name from whom.
    fn circles(&self) -> Vec<String> {
        let mut names: BTreeMap<(&Path, &Path), BTreeSet<String>> = BTreeMap::new();
        for (name, module) in &self.0 {
            for path in module.aliases.values().chain(&module.globs).chain(&module.paths) {
                let Some(target) = self.definition(name, path, 0) else { continue };
                // A module owns its children.
                if !target.starts_with(name) {
                    let edge = (module.file.as_path(), self.0[&target].file.as_path());
                    names.entry(edge).or_default().extend(path.last().cloned());
                }
            }
        }
        circles_of(names.keys().copied())
            .iter()
            .map(|circle| {
                let tied = names
                    .iter()
                    .filter(|((from, to), _)| circle.contains(from) && circle.contains(to));
                let lines = tied.map(|((from, to), names)| {
                    let names: Vec<_> = names.iter().map(String::as_str).collect();
                    let (from, to) = (from.display(), to.display());
                    format!("  {from} takes {} from {to}\n", names.join(", "))
                });
                format!("{} files\n{}", circle.len(), lines.collect::<String>())
            })
            .collect()
    }

    /// Returns the module that defines what a path in `module` leads to, if it is in this crate.
    fn definition(&self, module: &Name, path: &[String], depth: usize) -> Option<Name> {
        if depth > 16 {
            return None;
        }
        let (first, rest) = path.split_first()?;
        let parent = || Some(module.split_last()?.1.to_vec());
        match first.as_str() {
            "crate" => self.member(&Name::new(), rest, depth),
            "self" => self.member(module, rest, depth),
            // In `super::super`, the second starts at the parent.
            "super" if rest.first().is_some_and(|it| it == "super") => {
                self.definition(&parent()?, rest, depth + 1)
            }
            "super" => self.member(&parent()?, rest, depth),
            _ => self.named(module, path, depth),
        }
    }

    /// Follows names from a module; what is not found is taken as defined there.
    fn member(&self, module: &Name, path: &[String], depth: usize) -> Option<Name> {
        self.named(module, path, depth).or_else(|| Some(module.clone()))
    }

    /// Follows names from a module, if it has the first.
    fn named(&self, module: &Name, path: &[String], depth: usize) -> Option<Name> {
        let here = self.0.get(module)?;
        let (first, rest) = path.split_first()?;
        let child = [module.as_slice(), std::slice::from_ref(first)].concat();
        if self.0.contains_key(&child) {
            return self.member(&child, rest, depth + 1);
        }
        if here.items.contains(first) {
            return Some(module.clone());
        }
        if let Some(alias) = here.aliases.get(first)
            && alias != path
        {
            let path = [alias.as_slice(), rest].concat();
            return self.definition(module, &path, depth + 1);
        }
        let is_elsewhere = |glob: &&Name| {
            let target = [glob.as_slice(), path].concat();
            self.definition(module, &target, depth + 1).is_some_and(|it| it != *module)
        };
        let glob = here.globs.iter().find(is_elsewhere)?;
        self.definition(module, &[glob.as_slice(), path].concat(), depth + 1)
    }
}

impl Module {
    fn import(&mut self, tree: &UseTree, prefix: Name) {
        let with = |name: &syn::Ident| [prefix.clone(), vec![name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.import(&path.tree, with(&path.ident)),
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.import(tree, prefix.clone()));
            }
            UseTree::Glob(_) => self.globs.push(prefix),
            UseTree::Name(name) if name.ident == "self" => {
                self.aliases.insert(prefix.last().cloned().unwrap_or_default(), prefix);
            }
            UseTree::Name(name) => {
                self.aliases.insert(name.ident.to_string(), with(&name.ident));
            }
            UseTree::Rename(rename) => {
                // `use Trait as _` imports, too.
                let name = match rename.rename.to_string() {
                    name if name == "_" => with(&rename.ident).join("::"),
                    name => name,
                };
                self.aliases.insert(name, with(&rename.ident));
            }
        }
    }

    /// Reads paths of more than one name, those in macros included.
    fn read_paths(&mut self, tokens: TokenStream) {
        let mut path = Name::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) if colons == 2 => path.push(name.to_string()),
                TokenTree::Ident(name) => {
                    self.end_path(&mut path);
                    path.push(name.to_string());
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => {
                    self.end_path(&mut path);
                    self.read_paths(group.stream());
                }
                _ => self.end_path(&mut path),
            }
            colons = 0;
        }
        self.end_path(&mut path);
    }

    fn end_path(&mut self, path: &mut Name) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.paths.insert(path);
        }
    }
}

/// Returns the groups of files each of which leads to all others of its group.
fn circles_of<'a>(
    edges: impl Iterator<Item = (&'a Path, &'a Path)>,
) -> BTreeSet<BTreeSet<&'a Path>> {
    let mut targets: BTreeMap<&Path, Vec<&Path>> = BTreeMap::new();
    for (from, to) in edges {
        targets.entry(from).or_default().push(to);
    }
    let reachable = |start: &'a Path| {
        let (mut found, mut next) = (BTreeSet::new(), vec![start]);
        while let Some(file) = next.pop() {
            let new = targets.get(file).into_iter().flatten().filter(|it| found.insert(**it));
            next.extend(new);
        }
        found
    };
    let reachable: BTreeMap<_, _> = targets.keys().map(|file| (*file, reachable(file))).collect();
    let leads = |from: &Path, to: &Path| reachable.get(from).is_some_and(|it| it.contains(to));
    let in_circle = reachable.keys().filter(|file| leads(file, file));
    in_circle
        .map(|file| reachable[file].iter().filter(|other| leads(other, file)).copied().collect())
        .collect()
}

fn ident(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Mod(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

fn is_test(item: &Item) -> bool {
    let Item::Mod(item) = item else { return false };
    let is_cfg_test = |attribute: &syn::Attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|it| it.is_ident("test"))
    };
    item.attrs.iter().any(is_cfg_test)
}
