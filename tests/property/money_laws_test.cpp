// Laws of ownership and of recovery that hold for every case, tried on random ones.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <set>

#include "case_builder.h"
#include "money/ownership.h"
#include "money/proceeds.h"
#include "money/recovery.h"

namespace cuibono {
namespace {

using model::EntityKind;
using testing::CaseBuilder;

constexpr int kCompanies = 6, kPeople = 4;

std::string company(int i) { return "C" + std::to_string(i); }
std::string person(int i) { return "P" + std::to_string(i); }
int some(int count) { return *rc::gen::inRange(0, count); }

// Shares of every company in hundredths; `whole`: they add up to 100, with a person's among them, so that all is known.
using Shares = std::vector<std::vector<int>>; // [company][owner], owners: companies, then people
Shares random_shares(bool whole) {
  Shares shares(kCompanies, std::vector<int>(kCompanies + kPeople, 0));
  for (auto& of : shares) {
    int left = 100;
    if (whole) left -= of[static_cast<std::size_t>(kCompanies + some(kPeople))] = *rc::gen::inRange(1, 101);
    for (int i = some(5); i > 0 && left > 0; --i) {
      const int part = *rc::gen::inRange(1, left + 1);
      of[static_cast<std::size_t>(some(kCompanies + kPeople))] += part;
      left -= part;
    }
    if (whole) of[static_cast<std::size_t>(kCompanies + some(kPeople))] += left;
  }
  return shares;
}

CaseBuilder built_of(const Shares& shares) {
  CaseBuilder built;
  for (int i = 0; i < kCompanies; ++i) built.entity(company(i), EntityKind::Company);
  for (int i = 0; i < kPeople; ++i) built.entity(person(i));
  for (int c = 0; c < kCompanies; ++c)
    for (int o = 0; o < kCompanies + kPeople; ++o)
      if (const int part = shares[static_cast<std::size_t>(c)][static_cast<std::size_t>(o)]; part > 0)
        built.owns(o < kCompanies ? company(o) : person(o - kCompanies), company(c), part / 100.0);
  return built;
}

double share(const CaseBuilder& built, const money::Ownership& ownership, const std::string& who,
             const std::string& of) {
  const auto* column = money::column_of(ownership, model::find_entity(built.snapshot, of)->id);
  if (column)
    for (const auto& share : column->people)
      if (share.owner == model::find_entity(built.snapshot, who)->id) return share.share;
  return 0;
}

TEST(MoneyLaws, What_is_known_and_what_is_unknown_of_a_company_make_up_the_whole) {
  EXPECT_TRUE(rc::check([] {
    const bool whole = *rc::gen::arbitrary<bool>();
    const auto built = built_of(random_shares(whole));
    for (const auto& column : money::find_ownership(built.snapshot).columns) {
      double known = 0;
      for (const auto& share : column.people) known += share.share;
      if (whole) RC_ASSERT(std::abs(known - 1) < 1e-9);
      for (const auto& share : column.others) known += share.share;
      RC_ASSERT(std::abs(known + column.unknown - 1) < 1e-9);
    }
  }));
}

// (I - W) n = e_c by elimination with pivoting on a dense matrix; n[i] is how much of company i stands behind company
// c.
std::vector<double> dense_column(const Shares& shares, int c) {
  constexpr auto kSize = static_cast<std::size_t>(kCompanies);
  std::vector<std::vector<double>> a(kSize, std::vector<double>(kSize + 1, 0));
  for (std::size_t i = 0; i < kSize; ++i) {
    for (std::size_t j = 0; j < kSize; ++j) a[i][j] = (i == j ? 1 : 0) - shares[j][i] / 100.0; // i owns that part of j
    a[i][kSize] = i == static_cast<std::size_t>(c) ? 1 : 0;
  }
  for (std::size_t k = 0; k < kSize; ++k) {
    auto pivot = k;
    for (auto i = k; i < kSize; ++i)
      if (std::abs(a[i][k]) > std::abs(a[pivot][k])) pivot = i;
    std::swap(a[k], a[pivot]);
    for (std::size_t i = 0; i < kSize; ++i) {
      if (i == k) continue;
      const double factor = a[i][k] / a[k][k];
      for (auto j = k; j <= kSize; ++j) a[i][j] -= factor * a[k][j];
    }
  }
  std::vector<double> n(kSize);
  for (std::size_t i = 0; i < kSize; ++i) n[i] = a[i][kSize] / a[i][i];
  return n;
}

TEST(MoneyLaws, The_sparse_solution_is_that_of_dense_elimination) {
  EXPECT_TRUE(rc::check([] {
    const auto shares = random_shares(true);
    const auto built = built_of(shares);
    const auto ownership = money::find_ownership(built.snapshot);
    for (int c = 0; c < kCompanies; ++c) {
      const auto behind = dense_column(shares, c);
      for (int p = 0; p < kPeople; ++p) {
        double expected = 0;
        for (std::size_t i = 0; i < behind.size(); ++i)
          expected += shares[i][static_cast<std::size_t>(kCompanies + p)] / 100.0 * behind[i];
        RC_ASSERT(std::abs(share(built, ownership, person(p), company(c)) - expected) < 1e-8);
      }
    }
  }));
}

TEST(MoneyLaws, A_tie_without_an_exhibit_changes_no_share_and_no_control) {
  EXPECT_TRUE(rc::check([] {
    const auto built = built_of(random_shares(false));
    auto more = built;
    more.owns(person(some(kPeople)), company(some(kCompanies)), *rc::gen::inRange(1, 101) / 100.0, {});
    more.tie(model::TieType::NomineeFor, person(0), person(1 + some(kPeople - 1)), {});
    const auto before = money::find_ownership(built.snapshot), after = money::find_ownership(more.snapshot);
    for (int p = 0; p < kPeople; ++p)
      for (int c = 0; c < kCompanies; ++c)
        RC_ASSERT(share(built, before, person(p), company(c)) == share(more, after, person(p), company(c)));
    RC_ASSERT(before.control.size() == after.control.size());
  }));
}

TEST(MoneyLaws, A_nominee_of_a_nominee_leaves_everything_to_the_last) {
  EXPECT_TRUE(rc::check([] {
    auto built = built_of(random_shares(true));
    const auto before = money::find_ownership(built.snapshot);
    built.tie(model::TieType::NomineeFor, person(0), "MIDDLE");
    built.tie(model::TieType::NomineeFor, "MIDDLE", "LAST");
    const auto after = money::find_ownership(built.snapshot);
    for (int c = 0; c < kCompanies; ++c) {
      RC_ASSERT(std::abs(share(built, after, "LAST", company(c)) - share(built, before, person(0), company(c))) <
                1e-12);
      RC_ASSERT(share(built, after, person(0), company(c)) == 0 && share(built, after, "MIDDLE", company(c)) == 0);
    }
  }));
}

TEST(MoneyLaws, No_company_has_two_people_with_a_majority_of_its_votes) {
  EXPECT_TRUE(rc::check([] {
    const auto built = built_of(random_shares(*rc::gen::arbitrary<bool>()));
    std::set<model::EntityId> controlled;
    for (const auto& control : money::voting_control(built.snapshot)) {
      if (built.snapshot.entities().find(control.controller)->kind != EntityKind::Person) continue;
      RC_ASSERT(control.votes > .5 && control.votes < 1 + 1e-9);
      RC_ASSERT(controlled.insert(control.company).second);
    }
  }));
}

TEST(MoneyLaws, Victims_are_paid_exactly_what_there_is_and_never_more_than_they_are_owed) {
  EXPECT_TRUE(rc::check([] {
    const auto amounts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 100'000'000));
    std::vector<base::Money> claims;
    std::int64_t owed = 0;
    for (const int amount : amounts) claims.push_back({amount}), owed += amount;
    const std::int64_t available = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
    std::int64_t paid = 0;
    const auto shares = money::share_out({available}, claims);
    for (std::size_t i = 0; i < claims.size(); ++i) {
      RC_ASSERT(shares[i].cents >= 0 && shares[i].cents <= claims[i].cents);
      paid += shares[i].cents;
    }
    RC_ASSERT(paid == std::min(available, owed));
  }));
}

// A factory with random books, all amounts times `factor`.
CaseBuilder books(const std::vector<int>& amounts, int factor) {
  CaseBuilder built;
  const auto of = [&](std::size_t i) { return static_cast<double>(amounts[i]) * factor; };
  built.proceeds("F", of(0), .25);
  built.pays("F", "S", of(1), model::PaymentClass::LawfulCost).pays("F", "L", of(2), model::PaymentClass::Payroll);
  built.pays("F", "V", of(3), model::PaymentClass::VictimPayment);
  const auto owner = built.entity("O");
  for (std::size_t i = 4; i < 7; ++i)
    built.put(model::Asset{.key = "A" + std::to_string(i),
                           .owner = owner,
                           .value = base::Money{static_cast<std::int64_t>(of(i) * 100)},
                           .claim_amount = base::Money{static_cast<std::int64_t>(of(i - 1) * 100)},
                           .citations = built.cite({"X1"})});
  return built;
}

TEST(MoneyLaws, Ten_times_the_money_is_ten_times_every_figure) {
  EXPECT_TRUE(rc::check([] {
    const auto amounts = *rc::gen::container<std::vector<int>>(7, rc::gen::inRange(1, 1'000'000));
    const auto once = books(amounts, 1), tenfold = books(amounts, 10);
    const auto a = money::proceeds(once.snapshot, {}).rows.at(0), b = money::proceeds(tenfold.snapshot, {}).rows.at(0);
    RC_ASSERT(b.gross.value->cents == 10 * a.gross.value->cents);
    RC_ASSERT(b.net.value->cents == 10 * a.net.value->cents);
    const auto owner = model::find_entity(once.snapshot, "O")->id;
    const base::Money benefit{amounts[0] * 100}, more{amounts[0] * 1000};
    const auto c = money::recovery(once.snapshot, {{owner, benefit}}).orders.at(0),
               d = money::recovery(tenfold.snapshot, {{owner, more}}).orders.at(0);
    RC_ASSERT(d.order.cents == 10 * c.order.cents && d.shortfall.cents == 10 * c.shortfall.cents);
  }));
}

} // namespace
} // namespace cuibono
