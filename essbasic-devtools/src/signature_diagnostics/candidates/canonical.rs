//! Candidates for differences in the canonical request.

use super::{BodyVariant, Candidate, Case, Part, Rank, values};
use crate::signature_diagnostics::inputs::SigningInputs;

/// Returns the candidates for the canonical request.
pub(in crate::signature_diagnostics) fn canonical_candidates(
    case: &Case<'_>,
    expected: &SigningInputs,
    bodies: &[BodyVariant],
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for method in ["POST", "GET", "POST ", "post", "get"] {
        candidates.push(Candidate::new(Part::Method, move |it| method.clone_into(&mut it.method)));
    }
    for path in ["/", "", "//", "/ ", case.request.path.as_str()] {
        let path = path.to_owned();
        candidates.push(Candidate::new(Part::Path, move |it| it.path.clone_from(&path)));
    }
    for query in [
        String::new(),
        " ".to_owned(),
        case.request.query.clone(),
        format!("?{}", case.request.query),
    ] {
        candidates
            .push(Candidate::new(Part::Query, move |it| it.query.clone_from(&query)).common());
    }
    for (name, sent) in &expected.headers {
        let values = values::variants(case, name, sent);
        for (value, rank) in values {
            let (part, name) = (Part::Value(name.clone()), name.clone());
            let candidate = Candidate::new(part, move |it| {
                for header in it.headers.iter_mut().filter(|(it, _)| *it == name) {
                    header.1.clone_from(&value);
                }
            });
            candidates.push(candidate.rank(rank));
        }
    }
    candidates.extend(orders(expected));
    candidates.extend(others_signed(case, expected));
    for body in bodies {
        let hash = body.hash.clone();
        let candidate = Candidate::new(Part::Body, move |it| it.body_hash.clone_from(&hash));
        candidates.push(candidate.rank(if body.common { Rank::Common } else { Rank::Alone }));
    }
    candidates.extend(layouts());
    candidates
}

/// Returns every order of the headers, of their names, and of both.
fn orders(expected: &SigningInputs) -> Vec<Candidate> {
    let headers = &expected.headers;
    let mut candidates = Vec::new();
    if headers.len() > 4 {
        return candidates;
    }
    for order in permutations(headers.len()) {
        let headers: Vec<_> = order.iter().map(|index| headers[*index].clone()).collect();
        let names: Vec<_> = headers.iter().map(|(name, _)| name.clone()).collect();
        let list = names.join(";");
        // Values may be candidates too: only positions change.
        let sort = move |it: &mut SigningInputs| {
            it.headers.sort_by_key(|(name, _)| names.iter().position(|other| other == name));
        };
        let (alone, list_alone) = (sort.clone(), list.clone());
        candidates.push(Candidate::new(Part::Order, alone));
        candidates
            .push(Candidate::new(Part::Order, move |it| it.header_list.clone_from(&list_alone)));
        candidates.push(
            Candidate::new(Part::Order, move |it| {
                sort(it);
                it.header_list.clone_from(&list);
            })
            .common(),
        );
    }
    candidates
}

/// Returns other sets of signed headers, in the lines, the list, or both.
fn others_signed(case: &Case<'_>, expected: &SigningInputs) -> Vec<Candidate> {
    let usual = ["content-type", "host", "x-tc-action", "x-tc-timestamp", "x-tc-version"];
    let sets: [&[&str]; 8] = [
        &usual[..2],
        &usual[..3],
        &usual[1..2],
        &usual[..1],
        &["host", "x-tc-action"],
        &["content-type", "x-tc-action"],
        &usual[..4],
        &usual,
    ];
    let mut candidates = Vec::new();
    for set in sets {
        let value = |name: &&str| {
            let known = expected.headers.iter().find(|(it, _)| it == name);
            let sent =
                || case.request.header(name).map(|value| ((*name).to_owned(), value.to_owned()));
            known.cloned().or_else(sent)
        };
        let headers: Option<Vec<_>> = set.iter().map(value).collect();
        let Some(headers) = headers else { continue };
        let (list, alone, list_alone) = (set.join(";"), headers.clone(), set.join(";"));
        candidates.push(Candidate::new(Part::Order, move |it| {
            it.headers.clone_from(&headers);
            it.header_list.clone_from(&list);
        }));
        candidates.push(Candidate::new(Part::Order, move |it| it.headers.clone_from(&alone)));
        candidates
            .push(Candidate::new(Part::Order, move |it| it.header_list.clone_from(&list_alone)));
    }
    for (mark, end) in [(",", ""), (":", ""), (" ", ""), ("; ", ""), (";", ";"), (";", " ")] {
        candidates.push(Candidate::new(Part::Order, move |it| {
            it.header_list = it.header_list.replace(';', mark) + end;
        }));
    }
    candidates
}

/// Returns other separators, line ends and letter cases.
fn layouts() -> Vec<Candidate> {
    let layout = |change: fn(&mut SigningInputs)| Candidate::new(Part::Layout, change);
    vec![
        layout(|it| it.layout.blank = "").common(),
        layout(|it| it.layout.blank = "\n\n").common(),
        layout(|it| it.layout.end = "\n").common(),
        layout(|it| it.layout.end = "\r\n"),
        layout(|it| it.layout.end = " "),
        layout(|it| it.layout.colon = ": ").common(),
        layout(|it| it.layout.colon = " : "),
        layout(|it| {
            it.layout.line_end = "\r\n";
            it.layout.blank = "\r\n";
        }),
        layout(|it| {
            it.layout.line_end = " \n";
            it.layout.blank = " \n";
        }),
        layout(|it| it.layout.line_end = " \n"),
        layout(|it| it.layout.blank = " \n"),
        layout(|it| it.body_hash.make_ascii_uppercase()),
        Candidate::new(Part::Names, |it| {
            for (name, _) in &mut it.headers {
                *name = titled(name);
            }
        }),
        Candidate::new(Part::Names, |it| {
            for (name, _) in &mut it.headers {
                *name = titled(name);
            }
            it.header_list = it.header_list.split(';').map(titled).collect::<Vec<_>>().join(";");
        }),
        Candidate::new(Part::Names, |it| {
            it.header_list = it.header_list.split(';').map(titled).collect::<Vec<_>>().join(";");
        }),
    ]
}

/// Returns a header name as it is usually sent: `Content-Type`, `X-TC-Action`.
fn titled(name: &str) -> String {
    let word = |word: &str| match word {
        "tc" => "TC".to_owned(),
        word => word
            .split_at_checked(1)
            .map_or_else(String::new, |(first, rest)| first.to_ascii_uppercase() + rest),
    };
    name.split('-').map(word).collect::<Vec<_>>().join("-")
}

fn permutations(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = permutations(count - 1).into_iter();
    let longer = shorter.flat_map(|order| {
        (0..count).map(move |position| {
            let mut order = order.clone();
            order.insert(position, count - 1);
            order
        })
    });
    longer.collect()
}
