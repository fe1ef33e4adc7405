#include "app/search.h"

#include <algorithm>
#include <optional>

#include "app/words.h"
#include "base/text.h"

namespace cuibono::app {
namespace {

// How well `query` matches: 0 the whole text, 1 its beginning, 2 a word's beginning, 3 anywhere.
std::optional<int> match(const std::string& text, const std::string& query) {
  if (text == query) return 0;
  const auto at = text.find(query);
  if (at == std::string::npos) return std::nullopt;
  if (at == 0) return 1;
  for (auto next = at; next != std::string::npos; next = text.find(query, next + 1))
    if (text[next - 1] == ' ' || text[next - 1] == '-') return 2;
  return 3;
}

std::optional<int> best_match(const std::vector<std::string>& texts, const std::string& query) {
  std::optional<int> best;
  for (const std::string& text : texts) {
    const auto rank = match(text, query);
    if (rank && (!best || *rank < *best)) best = rank;
  }
  return best;
}

std::vector<std::string> findable_texts(const model::Entity& entity, const model::Names& names) {
  std::vector<std::string> texts{base::to_lower(names.shown(entity.id))};
  if (names.is_hidden(entity.id)) {
    std::string bare = texts[0];
    std::erase(bare, '-');
    texts.push_back(std::move(bare)); // v07 finds V-07
    return texts;
  }
  texts.push_back(base::to_lower(entity.key));
  for (const std::string& alias : entity.aliases) texts.push_back(base::to_lower(alias));
  return texts;
}

} // namespace

SearchIndex::SearchIndex(const model::CaseSnapshot& snapshot, const model::Names& names) {
  for (const model::Entity& entity : snapshot.entities()) {
    const std::string key = names.is_hidden(entity.id) ? "identity withheld" : entity.key;
    entries_.push_back({{entity.id, names.shown(entity.id), words(entity.kind) + ", " + key}, findable_texts(entity, names)});
  }
  const Masking masking(snapshot, names);
  for (const model::Exhibit& exhibit : snapshot.exhibits()) {
    const std::string title = masking(exhibit.title);
    entries_.push_back({{exhibit.id, title.empty() ? exhibit.key : title, "exhibit " + exhibit.key},
                        {base::to_lower(title), base::to_lower(exhibit.key)}});
  }
}

std::vector<Hit> SearchIndex::find(std::string_view query, std::size_t most) const {
  const std::string wanted = base::to_lower(base::trim(query));
  std::vector<Hit> hits;
  if (wanted.empty()) return hits;
  for (const Entry& entry : entries_) {
    const auto rank = best_match(entry.texts, wanted);
    if (!rank) continue;
    hits.push_back(entry.hit);
    hits.back().rank = *rank;
  }
  std::ranges::stable_sort(hits, [](const Hit& a, const Hit& b) {
    return std::tuple(a.rank, a.what.index(), a.label) < std::tuple(b.rank, b.what.index(), b.label);
  });
  if (hits.size() > most) hits.resize(most);
  return hits;
}

} // namespace cuibono::app
