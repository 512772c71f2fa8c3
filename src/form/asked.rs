//! Which items a person asks for: `様式2 Ⅱ-6`, `Ⅱ-4⑥`, `再委託の有無`, of one form or of all. Answers nothing about them.

use std::sync::Arc;

use super::find_name::NameMatch;
use super::{Form, Forms, Item, ItemId};
use crate::folding::{fold, nearest};

/// The items of one form that a name may mean, in the form's order; groups among them stand for what is in them.
#[derive(Debug, Clone)]
pub struct Asked {
    pub form: Arc<Form>,
    pub items: Vec<ItemId>,
}

impl Forms {
    /// What a name asks for, form by form; nothing where no form has it. A form is named in front by its number (様式2), its
    /// name or the label of an edition; without one, the newest edition of every form is asked.
    #[must_use]
    pub fn asked_for(&self, words: &str) -> Vec<Asked> {
        let (forms, name) = self.named_in_front(words);
        if name.is_empty() {
            return Vec::new();
        }
        let asked = forms.into_iter().filter_map(|form| {
            let items: Vec<ItemId> = form.items_called(name).iter().map(|item| item.id).collect();
            (!items.is_empty()).then_some(Asked { form, items })
        });
        asked.collect()
    }

    /// The key of an item that was probably meant by a name that no form has.
    #[must_use]
    pub fn nearest_item(&self, words: &str) -> Option<String> {
        let (forms, name) = self.named_in_front(words);
        let keys = forms
            .iter()
            .flat_map(|form| form.items().skip(1).map(|item| item.key.as_str()));
        nearest(name, keys).map(str::to_owned)
    }

    /// The newest edition of each form.
    pub fn current(&self) -> impl Iterator<Item = &Arc<Form>> {
        let mut last = String::new();
        let first = self.headings().filter(move |heading| {
            let is_new = last != heading.form;
            last.clone_from(&heading.form);
            is_new
        });
        first.filter_map(|heading| self.newest(&heading.form))
    }

    /// The forms that words begin with, all current ones if with none, and the rest of the words.
    fn named_in_front<'w>(&self, words: &'w str) -> (Vec<Arc<Form>>, &'w str) {
        let ends = words.char_indices().map(|(at, c)| at + c.len_utf8());
        // The longest: the number of a form stands in the label of its editions.
        let begun = ends.collect::<Vec<_>>().into_iter().rev().find_map(|end| {
            let head = fold(&words[..end]);
            let named = self
                .current()
                .chain(self.iter())
                .find(|form| form.is_called_in_front(&head));
            named.map(|form| (vec![Arc::clone(form)], &words[end..]))
        });
        let (forms, rest) = begun.unwrap_or_else(|| (self.current().cloned().collect(), words));
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, 'の' | '、' | '・'));
        (forms, rest.trim_end())
    }
}

impl Form {
    /// Whether folded words name this form in front of one of its items.
    fn is_called_in_front(&self, head: &str) -> bool {
        let number = self.label.split(' ').next_back().unwrap_or_default();
        let short = self.name.trim_end_matches("項目評価書");
        let names = [&self.label, &self.name, &self.form, number, short];
        names.iter().any(|name| fold(name) == head)
    }

    /// The items that words call: by part and number, by their key or label, or by a piece of it.
    fn items_called(&self, name: &str) -> Vec<&Item> {
        match self.find_name(name) {
            NameMatch::Items(items) => return items,
            NameMatch::Meant(item) => return vec![item],
            NameMatch::Unclear => {}
        }
        let name = fold(name);
        let by = |fits: &dyn Fn(&str) -> bool| -> Vec<&Item> {
            let own = self.items().skip(1);
            own.filter(|item| fits(&item.folded_key) || fits(&fold(&item.label)))
                .collect()
        };
        let exact = by(&|own| own == name);
        if exact.is_empty() {
            by(&|own| own.contains(&name))
        } else {
            exact
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::form::builtin;

    /// Form and name of what words ask for.
    fn asked(words: &str) -> Vec<String> {
        let asked = builtin().asked_for(words);
        let names = asked.iter().flat_map(|asked| {
            let items: Vec<_> = asked.items.iter().map(|id| asked.form.item(*id)).collect();
            let below = asked.form.answered_below(&items);
            below
                .iter()
                .map(|item| format!("{} {}", asked.form.form, asked.form.name_of_item(item)))
                .collect::<Vec<_>>()
        });
        names.collect()
    }

    #[test]
    fn a_number_is_asked_of_the_form_named_in_front_or_of_all() {
        let newest = asked("様式3 Ⅱ-6");
        assert!(newest.iter().all(|name| name.starts_with("juten Ⅱ-6")), "{newest:?}");
        assert_eq!(asked("重点のⅡ-6"), newest);
        assert_eq!(asked("juten II-6"), newest);
        assert_eq!(asked("平成30年5月 様式3 Ⅱ−6"), ["juten Ⅱ-6 保管場所"]);
        assert_eq!(asked("様式２Ⅱ-1").len(), 2);
        let all = asked("Ⅱ-6");
        assert!(
            all.starts_with(&newest) && all[newest.len()].starts_with("zenkomoku Ⅱ-6"),
            "{all:?}"
        );
    }

    #[test]
    fn a_name_is_asked_of_every_form_that_has_it() {
        assert_eq!(
            asked("再委託の有無"),
            [
                "juten Ⅱ-4 委託事項 ④再委託の有無",
                "zenkomoku Ⅱ-4 委託事項 ⑦再委託の有無"
            ]
        );
        assert_eq!(asked("様式4 再委託の有無"), ["zenkomoku Ⅱ-4 委託事項 ⑦再委託の有無"]);
        assert_eq!(
            asked("人手を介在させる作業はない"),
            ["kiso Ⅳ-8 人手を介在させる作業はない"]
        );
        assert_eq!(asked("様式1 Ⅱ-6"), [""; 0]);
        assert_eq!(asked("様式2"), [""; 0]);
        assert_eq!(
            builtin().nearest_item("再委託の有むう").as_deref(),
            Some("再委託の有無")
        );
    }
}
