#include "law/assertions.h"

#include <algorithm>
#include <fmt/core.h>
#include <set>
#include <tuple>

#include "base/text.h"
#include "law/wages.h"
#include "model/evidence.h"
#include "model/people.h"

namespace cuibono::law {
namespace {

using model::CaseSnapshot;
using model::Citations;
using model::Polarity;
using model::Tie;
using model::TieType;

// Ties times victims of an employer times their exhibits could be any number: this many citations are read.
constexpr std::size_t kMostCitations = 2'000'000;

struct TieCode { TieType type; Part part; const char* code; };

constexpr std::array<TieCode, 7> kVictimTies{{{TieType::Recruits, Part::Act, "recruitment"},
                                              {TieType::Transports, Part::Act, "transportation"},
                                              {TieType::HandsOver, Part::Act, "transfer"},
                                              {TieType::Harbours, Part::Act, "harbouring"},
                                              {TieType::Threatens, Part::Means, "threat_or_force"},
                                              {TieType::WithholdsDocument, Part::Means, "other_coercion"},
                                              {TieType::Controls, Part::Means, "other_coercion"}}};

Citations once(Citations citations) {
  const auto key = [](const model::Citation& citation) { return std::tie(citation.exhibit, citation.locator); };
  std::ranges::sort(citations, {}, key);
  citations.erase(std::ranges::unique(citations).begin(), citations.end());
  return citations;
}

// Victims of each employer with wages owed, or of each creditor with a claimed debt, and the exhibits that show it.
using Books = std::map<EntityId, std::map<EntityId, std::set<ExhibitId>>>;

Books wage_books(const CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction) {
  Books books;
  for (const auto& wages : wages(snapshot, jurisdiction, {}))
    for (const auto& ledger : wages.ledgers)
      if (ledger.owed.cents > 0)
        for (const auto& line : ledger.lines)
          for (const auto exhibit : line.exhibits.supporting) books[ledger.employer][wages.victim].insert(exhibit);
  return books;
}

Books debt_books(const CaseSnapshot& snapshot) {
  Books books;
  for (const auto& debt : snapshot.of<model::Debt>())
    for (const auto exhibit : sides(snapshot, debt.citations).supporting) books[debt.creditor][debt.victim].insert(exhibit);
  return books;
}

class TieReader {
 public:
  TieReader(const CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction)
      : snapshot_(snapshot), victims_(model::victims(snapshot)), wages_(wage_books(snapshot, jurisdiction)), debts_(debt_books(snapshot)) {}

  void read(const Tie& tie) {
    if (is_victim(tie.source)) return; // nobody who may be a victim is accused by inference
    switch (tie.type) {
      case TieType::Employs: read_employs(tie); return;
      case TieType::SetsPay: read_book(tie, wages_, Part::Purpose, "forced_labour"); return;
      case TieType::SetsDebt: read_book(tie, debts_, Part::Means, "other_coercion"); return;
      default: break;
    }
    const auto* found = std::ranges::find(kVictimTies, tie.type, &TieCode::type);
    if (found == kVictimTies.end()) return;
    if (is_victim(tie.target)) put(tie, tie.target, found->part, found->code);
    else ++named_no_victim_;
  }

  std::vector<TieReading> finish(std::vector<std::string>& remarks) {
    if (named_no_victim_ > 0)
      remarks.push_back(fmt::format("{} ties of recruiting, moving, housing or controlling name no victim: not read as elements", named_no_victim_));
    if (left_out_ > 0) remarks.push_back(fmt::format("{} readings of ties are left out: there are too many", left_out_));
    return std::move(readings_);
  }

 private:
  bool is_victim(EntityId id) const { return snapshot_.entities().find(id) && victims_[snapshot_.entities().position(id)]; }

  void put(const Tie& tie, EntityId victim, Part part, const char* code, const std::set<ExhibitId>* book = nullptr) {
    const std::size_t cost = 1 + tie.citations.size() + (book ? book->size() : 0);
    if (cost > budget_) {
      ++left_out_;
      return;
    }
    budget_ -= cost;
    readings_.push_back({tie.source, victim, part, code, &tie, {}});
    if (!book) return;
    for (const auto exhibit : *book) readings_.back().ledger.push_back({exhibit, part == Part::Purpose ? "wage ledger" : "debt ledger"});
  }

  void read_employs(const Tie& tie) {
    if (!is_victim(tie.target)) return;
    put(tie, tie.target, Part::Act, "receipt");
    for (const auto employer : {tie.source, EntityId{}}) {
      const auto book = wages_.find(employer);
      if (book == wages_.end()) continue;
      if (const auto owed = book->second.find(tie.target); owed != book->second.end())
        put(tie, tie.target, Part::Purpose, "forced_labour", &owed->second);
    }
  }

  void read_book(const Tie& tie, const Books& books, Part part, const char* code) {
    const auto at_target = books.find(tie.target);
    if (at_target != books.end())
      for (const auto& [victim, exhibits] : at_target->second) put(tie, victim, part, code, &exhibits);
    if (!is_victim(tie.target)) return;
    for (const auto& [holder, victims] : books)
      if (const auto found = victims.find(tie.target); found != victims.end()) return put(tie, tie.target, part, code, &found->second);
  }

  const CaseSnapshot& snapshot_;
  std::vector<bool> victims_;
  Books wages_, debts_;
  std::vector<TieReading> readings_;
  std::size_t named_no_victim_ = 0, left_out_ = 0, budget_ = kMostCitations;
};

} // namespace

void Weighing::claim(const CaseSnapshot& snapshot, const Citations& citations, Polarity polarity, bool as_supported) {
  claimed_ = true;
  for (const auto& citation : citations) {
    const auto* exhibit = snapshot.exhibits().find(citation.exhibit);
    if (!exhibit || !exhibit->declared) continue;
    const bool supports = model::effective_polarity(polarity, *exhibit) == Polarity::Supports;
    (supports ? supporting_ : against_).push_back(citation);
    if (supports && as_supported) supported_ = true;
  }
}

void Weighing::deny(const CaseSnapshot& snapshot, const Citations& citations) {
  denied_ = true;
  for (const auto& citation : citations)
    if (const auto* exhibit = snapshot.exhibits().find(citation.exhibit); exhibit && exhibit->declared) against_.push_back(citation);
}

Citations Weighing::supporting() const { return once(supporting_); }
Citations Weighing::against() const { return once(against_); }

Finding Weighing::finding() const {
  if (denied_ || !against_.empty()) return Finding::Contradicted;
  if (supported_) return Finding::Supported;
  return claimed_ ? Finding::Alleged : Finding::NoEvidence;
}

bool weigh(Weighing& into, const CaseSnapshot& snapshot, std::string_view finding, const Citations& citations) {
  auto word = base::to_lower(base::trim(finding));
  std::ranges::replace(word, '_', ' ');
  if (word == "no evidence" || word == "none") return true;
  if (word == "contradicted") into.deny(snapshot, citations);
  else into.claim(snapshot, citations, Polarity::Supports, word == "supported");
  return word == "supported" || word == "alleged" || word == "contradicted";
}

int lineages(const CaseSnapshot& snapshot, const Citations& citations) {
  std::set<std::string> sources;
  for (const auto& citation : citations)
    if (const auto* exhibit = snapshot.exhibits().find(citation.exhibit))
      sources.insert(exhibit->lineage.empty() ? "\x1f" + exhibit->key : exhibit->lineage);
  return static_cast<int>(sources.size());
}

std::vector<TieReading> read_ties(const CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction, std::vector<std::string>& remarks) {
  TieReader reader(snapshot, jurisdiction);
  for (const auto& tie : snapshot.ties()) reader.read(tie);
  return reader.finish(remarks);
}

} // namespace cuibono::law
