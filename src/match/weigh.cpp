#include "match/weigh.h"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>

#include "match/distance.h"
#include "match/name_similarity.h"

namespace cuibono::match {
namespace {

// How often a value that is no other's in a small case is met elsewhere.
constexpr double kWordBackground = 1.0 / 200, kSoundBackground = 1.0 / 60, kBirthBackground = 1.0 / 15000, kNumberBackground = 1e-6, kSharedBackground = 1.0 / 500;
constexpr double kAgrees = .95;      // m: how often two records of one agree in what both have
constexpr double kMostForNames = 28; // words of one name depend on each other
constexpr double kMostForValue = 22;
constexpr double kOtherName = -5, kExtraWord = -.7, kOtherWord = -2.5;
constexpr double kOtherBirth = -7, kNearBirth = 1, kSwappedLess = 3, kSameYear = 3;
constexpr double kOtherDocument = -3, kOtherRegistration = -7, kOtherCountry = -1;
constexpr double kJoinedName = 9;    // alike only when the words are joined, or in Han characters

double bits(double chance, double most) { return std::min(most, std::log2(kAgrees / chance)); }

// How much of a full agreement an approximate one is worth.
double worth(double similarity) { return similarity >= 1 ? 1 : std::clamp((similarity - .55) / .5, .3, .8); }

// A passport is one person's, a phone or an account may be a household's or a crew's; but a phone is its number.
double background(const Value& value) {
  const bool is_own = value.column == 0 || value.type == ValueType::Document || value.type == ValueType::Registration || value.type == ValueType::Plate;
  return is_own ? kNumberBackground : kSharedBackground;
}

} // namespace

double chance(std::uint32_t count, std::uint32_t total, double background) {
  const double others = std::max(1.0, static_cast<double>(total) - 2);
  const double seen = static_cast<double>(count > 2 ? count - 2 : 0) / others;
  return std::max(seen, std::min(background, 1 / others));
}

double Weigher::operator()(const Record& a, const Record& b, Reasons* reasons) const {
  const double prior = -std::log2(std::max(2.0, static_cast<double>(records_.all().size())) / .4);
  double sum = prior + std::max(names(a, b, reasons), masks(a, b, reasons)) + birth(a, b, reasons) + values(a, b, reasons);
  if (a.country != 0 && b.country != 0 && a.country != b.country) {
    sum += kOtherCountry;
    if (reasons) reasons->why_not.emplace_back("the countries differ");
  }
  return sum;
}

double Weigher::names(const Record& a, const Record& b, Reasons* reasons) const {
  const auto of_a = records_.names(a), of_b = records_.names(b);
  if (of_a.empty() || of_b.empty()) return 0;
  NameWeight best{-HUGE_VAL};
  std::size_t words_a = 0, words_b = 0;
  for (const auto one : of_a)
    for (const auto other : of_b) {
      const auto now = one_name(one, other);
      if (now.bits > best.bits) best = now, words_a = one.last - one.first, words_b = other.last - other.first;
    }
  if (!reasons) return best.bits;
  if (best.is_joined) reasons->why.push_back(fmt::format("the names are alike when their words are joined or shortened ({:+.1f})", best.bits));
  else if (best.bits > 0)
    reasons->why.push_back(fmt::format("{} of {} and {} words of the names agree, {} of them letter by letter; the rarest is in the names of {} of {} "
                                       "records ({:+.1f})",
                                       best.pairs, words_a, words_b, best.equal, best.rarest, records_.count_of_named(), best.bits));
  else reasons->why_not.push_back(fmt::format("the names differ: {} of {} and {} words agree ({:+.1f})", best.pairs, words_a, words_b, best.bits));
  return best.bits;
}

Weigher::NameWeight Weigher::one_name(Range a, Range b) const {
  const auto in_a = records_.words(a), in_b = records_.words(b);
  PairedWords pairs(in_a.size(), in_b.size(), [&](std::size_t i, std::size_t j) {
    return in_a[i] == in_b[j] ? 1 : word_similarity(records_.word(in_a[i]), records_.word(in_b[j]));
  });
  NameWeight weight{0, pairs.size(), 0, ~0U};
  for (const auto& [i, j, similarity] : pairs) {
    const bool is_equal = similarity >= 1;
    const auto count = is_equal ? records_.count_of_word(in_a[i]) : std::max(records_.count_of_sound(in_a[i]), records_.count_of_sound(in_b[j]));
    weight.bits += bits(chance(count, records_.count_of_named(), is_equal ? kWordBackground : kSoundBackground), kMostForNames) * worth(similarity);
    weight.equal += is_equal;
    weight.rarest = std::min(weight.rarest, count);
  }
  const auto left_a = in_a.size() - pairs.size(), left_b = in_b.size() - pairs.size();
  const auto other = std::min(left_a, left_b), extra = std::max(left_a, left_b) - other;
  weight.bits += static_cast<double>(other) * kOtherWord + static_cast<double>(extra) * kExtraWord;
  weight.bits = pairs.size() == 0 ? kOtherName : std::clamp(weight.bits, kOtherName, kMostForNames);
  if (weight.bits < kJoinedName && other > 0 && is_joined(in_a, in_b)) weight.bits = kJoinedName, weight.is_joined = true;
  return weight;
}

// Looked at closely only where a look from afar says that it may be.
bool Weigher::is_joined(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) const {
  const bool may_be_short = a.size() != b.size() && (a.size() == 1 || b.size() == 1);
  if (a.size() == b.size() && a.size() > 1) return false;
  Name first, second;
  const auto fill = [&](Name& name, std::span<const std::uint32_t> words) {
    for (const auto number : words) {
      name.words.push_back(records_.word(number));
      name.whole += records_.word(number).text;
      name.initials += records_.word(number).text[0];
    }
  };
  fill(first, a), fill(second, b);
  if (first.whole.size() < 2 || second.whole.size() < 2) return false;
  if (!may_be_short && jaro_winkler(first.whole, second.whole) < .8) return false;
  return compare_names(first, second, NameKind::Organisation).score >= kSameName;
}

double Weigher::masks(const Record& a, const Record& b, Reasons* reasons) const {
  const auto in_b = records_.masks(b);
  for (const auto mask : records_.masks(a)) {
    if (std::ranges::find(in_b, mask) == in_b.end()) continue;
    const double found = std::min(kMostForNames, 2 * bits(chance(2, static_cast<std::uint32_t>(records_.all().size()), kWordBackground), kMostForNames));
    if (reasons) reasons->why.push_back(fmt::format("a sealed name has the fingerprint of a name of the other ({:+.1f})", found));
    return found;
  }
  return records_.names(a).empty() || records_.names(b).empty() ? 0 : -HUGE_VAL; // then the names alone count
}

double Weigher::birth(const Record& a, const Record& b, Reasons* reasons) const {
  const double full = bits(kBirthBackground, kMostForValue);
  const auto say = [&](double found, const char* what) {
    if (reasons) (found > 0 ? reasons->why : reasons->why_not).push_back(fmt::format("{} ({:+.1f})", what, found));
    return found;
  };
  switch (compare_birth_dates(a.birth, b.birth)) {
    case BirthDates::Unknown: return 0;
    case BirthDates::Same: return say(full, "the dates of birth are the same");
    case BirthDates::SameAsFarAsKnown: return say(kSameYear, "the dates of birth agree as far as they are known");
    case BirthDates::Swapped: return say(full - kSwappedLess, "the dates of birth are the same with day and month exchanged");
    case BirthDates::Near: return say(kNearBirth, "the dates of birth differ in one place");
    case BirthDates::Different: return say(kOtherBirth, "the dates of birth are far apart");
  }
  return 0;
}

double Weigher::values(const Record& a, const Record& b, Reasons* reasons) const {
  const auto of_a = records_.values(a), of_b = records_.values(b);
  double sum = 0;
  for (std::size_t type = 0; type < kValueTypes; ++type) {
    const auto is_type = [&](const Value& value) { return static_cast<std::size_t>(value.type) == type; };
    double best = 0;
    std::uint32_t count = 0;
    bool same_column_differs = false;
    for (const auto& one : of_a)
      for (const auto& other : of_b) {
        if (!is_type(one) || !is_type(other)) continue;
        same_column_differs = same_column_differs || (one.column == other.column && !is_same(one, other));
        if (!is_same(one, other)) continue;
        const auto with = records_.count_of(one);
        const double now = bits(chance(with, records_.count_of_type(one.type), background(one)), kMostForValue);
        if (now > best) best = now, count = with;
      }
    const auto kind = static_cast<ValueType>(type);
    if (best > 0) {
      sum += best;
      if (reasons) reasons->why.push_back(fmt::format("both have the same {}, which {} of {} records have ({:+.1f})", words_for(kind), count,
                                                      records_.count_of_type(kind), best));
    } else if (same_column_differs && (kind == ValueType::Document || kind == ValueType::Registration)) {
      const double against = kind == ValueType::Document ? kOtherDocument : kOtherRegistration;
      sum += against;
      if (reasons) reasons->why_not.push_back(fmt::format("both have a {} of one kind, and they differ ({:+.1f})", words_for(kind), against));
    }
  }
  return sum;
}

} // namespace cuibono::match
