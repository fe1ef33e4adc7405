#include "generator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "case_builder.h"
#include "chance.h"
#include "purses.h"

namespace cuibono::validation {
namespace {

using model::EntityId;
using model::EntityKind;
using model::PaymentClass;
using model::TieType;

constexpr int kVictims = 6;
constexpr double kDollar = 30;
constexpr double kCashLow = .6, kCashHigh = 1.5; ///< what was paid in cash, in parts of what the exhibits say of it

struct Owner {
  std::string key;
  double part = 0;
  bool passive = false;
  std::string registered; ///< under which name the share stands: the owner's, a nominee's or a trust's
};

std::string victim(int i) { return "VICTIM" + std::to_string(i); }

class Inventor {
 public:
  Inventor(const Shape& shape, std::uint64_t seed) : shape_(shape), chance_(seed) {}

  // Nothing where two people benefit about equally: there is no one principal to find.
  std::optional<Invented> invent() {
    crime_ = !chance_.happens(.15);
    built_.setting("fx:USD", "30");
    make_owners();
    make_companies();
    make_workers();
    move_money();
    tie_people();
    if (crime_ && !find_principal()) return std::nullopt;
    result_.evidence = std::move(built_.snapshot);
    return std::move(result_);
  }

 private:
  int some(const Range& range) { return chance_.whole(static_cast<int>(range.low), static_cast<int>(range.high)); }
  double part_of(const Range& range) { return chance_.between(range.low, range.high); }

  std::string exhibit(const std::string& key, bool owners_side, bool weak = false) {
    static constexpr std::array kGrades{"A1", "A1", "A2", "B1", "B2", "B2", "B3", "C3"}, kWeak{"B2", "B3", "C3", "C3", "C4", "C4", "D3", "F6"};
    const auto id = built_.exhibit(key, chance_.one_of(weak ? kWeak : kGrades));
    if (owners_side) result_.owners_side.insert(id);
    return key;
  }

  bool of_owners(const std::string& key) const { return owners_side_.contains(key); }
  void of_owners_side(const std::string& key, EntityKind kind) { built_.entity(key, kind), owners_side_.insert(key); }

  // Everybody has an account, and an exhibit that says whose it is.
  std::string account_of(const std::string& key) {
    const std::string account = "ACC-" + key;
    if (model::find_entity(built_.snapshot, account)) return account;
    built_.entity(account, EntityKind::Account);
    built_.tie(TieType::HoldsAccount, key, account, {exhibit("OPENING-" + key, of_owners(key))});
    return account;
  }

  void own(const std::string& owner, const std::string& company, double share) {
    owners_of_[company][owner] += share;
    built_.owns(owner, company, share, {exhibit("REGISTER-" + company, of_owners(company) || of_owners(owner))});
  }

  void hold_for(const std::string& front, const std::string& principal) {
    fronts_[front] = principal;
    built_.tie(TieType::NomineeFor, front, principal, {exhibit("DEED-" + front, true)});
  }

  void make_owners() {
    const int count = some(shape_.owners);
    double all = 0;
    for (int i = 0; i < count; ++i) {
      Owner owner{"O" + std::to_string(i), chance_.between(.5, 3) / (i + 1), i > 0 && chance_.happens(shape_.passive), ""};
      if (i == 0 && chance_.happens(shape_.first_also_drives)) owner.key = "DRIVER0";
      of_owners_side(owner.key, EntityKind::Person);
      all += owner.part;
      owners_.push_back(owner);
    }
    for (auto& owner : owners_) owner.part /= all, hide(owner);
  }

  void hide(Owner& owner) {
    owner.registered = owner.key;
    const double how = chance_.between(0, 1);
    if (how < shape_.behind_nominee) {
      owner.registered = "N-" + owner.key;
      of_owners_side(owner.registered, EntityKind::Person);
      std::string principal = owner.key;
      if (chance_.happens(shape_.behind_two)) {
        principal = "NN-" + owner.key;
        of_owners_side(principal, EntityKind::Person);
        hold_for(principal, owner.key);
      }
      hold_for(owner.registered, principal);
    } else if (how < shape_.behind_nominee + shape_.behind_trust) {
      owner.registered = "TRUST-" + owner.key;
      of_owners_side(owner.registered, EntityKind::Trust);
      hold_for(owner.registered, owner.key);
    }
  }

  void make_companies() {
    for (int i = some(shape_.places); i > 0; --i) establishments_.push_back("EST" + std::to_string(i));
    for (int i = some(shape_.holdings); i > 0; --i) holdings_.push_back("HOLD" + std::to_string(i));
    for (const auto& company : establishments_) built_.entity(company, EntityKind::Company);
    for (const auto& company : holdings_) of_owners_side(company, EntityKind::Company);
    if (holdings_.empty()) top_ = establishments_;
    else stack_holdings();
    for (const auto& company : top_) share_out(company);
  }

  // The establishments belong to the first holding, each holding to the next, in part to other companies of the group.
  void stack_holdings() {
    for (const auto& company : establishments_) own(holdings_.front(), company, 1);
    top_ = {holdings_.back()};
    const bool crossed = chance_.happens(shape_.cross_held);
    for (std::size_t i = 0; i + 1 < holdings_.size(); ++i) {
      const double part = crossed && i > 0 ? chance_.between(.03, .3) : 0;
      own(holdings_[i + 1], holdings_[i], 1 - part);
      if (part > 0) own(chance_.happens(.5) ? establishments_.front() : holdings_.front(), holdings_[i], part);
    }
    if (crossed) own(establishments_.front(), top_.front(), chance_.between(.03, .15));
  }

  void share_out(const std::string& company) {
    double left = 1;
    if (const auto at = owners_of_.find(company); at != owners_of_.end())
      for (const auto& [owner, part] : at->second) left -= part;
    auto& parts = parts_[company];
    double all = 0;
    for (const auto& owner : owners_) {
      parts.push_back(!shape_.own_owners ? owner.part : chance_.happens(.6) ? chance_.between(.1, 1) : 0);
      all += parts.back();
    }
    if (all <= 0) all = parts[0] = 1;
    for (std::size_t i = 0; i < parts.size(); ++i)
      if ((parts[i] /= all) > 0) own(owners_[i].registered, company, parts[i] * left);
  }

  void make_workers() {
    for (int i = 0; i < kVictims; ++i) built_.entity(victim(i)), built_.role(victim(i), model::Role::Victim);
    for (const auto* company : {"SUPPLIER", "BUYER", "ELSEWHERE"}) built_.entity(company, EntityKind::Company);
    for (const auto* worker : {"MANAGER", "GUARD", "OFFICIAL", "BROKER", "DRIVER0", "DRIVER1", "CLERK", "RELATIVE"}) built_.entity(worker);
  }

  // A flow of money in one to six payments, or so much in cash.
  void pay(const std::string& payer, const std::string& payee, double wanted, PaymentClass payment_class) {
    const bool cash = payment_class != PaymentClass::Revenue && chance_.happens(shape_.in_cash);
    const double all = payer == "BUYER" || payer == "ELSEWHERE" ? wanted : std::min(wanted, purses_.has(payer));
    const double told = cash ? all / kCashHigh : all, amount = cash ? told * chance_.triangular(kCashLow, 1, kCashHigh) : told;
    if (amount <= 0) return;
    move(payer, payee, amount, payment_class);
    if (cash) show_cash(payer, payee, told, payment_class);
    else show_transfers(payer, payee, amount, payment_class);
  }

  void move(const std::string& payer, const std::string& payee, double amount, PaymentClass payment_class) {
    if (payer == "BUYER") purses_.earn(payee, payee, amount);
    else if (payer == "ELSEWHERE") purses_.earn(payee, "", amount);
    else if (payment_class == PaymentClass::MovementFee || payment_class == PaymentClass::LawfulCost) purses_.spend(payer, amount);
    else if (payment_class != PaymentClass::AssetPurchase) purses_.move(payer, payee, amount);
  }

  // By the payer's statements and, half the time, by the payee's as well.
  void show_transfers(const std::string& payer, const std::string& payee, double amount, PaymentClass payment_class) {
    const auto from = account_of(payer), to = account_of(payee);
    const bool both = chance_.happens(.5), dollars = chance_.happens(.15);
    const auto statement = exhibit("BANK-" + payer, of_owners(payer));
    const int rows = chance_.whole(1, 6);
    for (int i = 0; i < rows; ++i) {
      const double row_amount = amount / rows / (dollars ? kDollar : 1);
      if (both) built_.pays(from, to, row_amount, payment_class, {statement, exhibit("BANK-" + payee, of_owners(payee))});
      else built_.pays(from, to, row_amount, payment_class, {statement});
      if (!dollars) continue;
      auto row = built_.snapshot.payments().rows().back();
      row.currency = "USD";
      built_.put(row);
    }
  }

  void show_cash(const std::string& payer, const std::string& payee, double told, PaymentClass payment_class) {
    built_.pays(payer, payee, told, payment_class, {exhibit("NOTES-" + payer, of_owners(payer), true)});
    auto row = built_.snapshot.payments().rows().back();
    row.attributes = {{"amount_low", std::to_string(told * kCashLow)}, {"amount_high", std::to_string(told * kCashHigh)}};
    built_.put(row);
  }

  void move_money() {
    for (const auto& establishment : establishments_) run_establishment(establishment);
    for (const auto& holding : holdings_)
      if (holding != holdings_.back()) pay(holding, holdings_.back(), purses_.has(holding) * chance_.between(.3, .9), PaymentClass::Transfer);
    if (!holdings_.empty() && chance_.happens(.3)) // a loan back
      pay(holdings_.back(), establishments_.front(), purses_.has(holdings_.back()) * chance_.between(.05, .3), PaymentClass::Transfer);
    for (const auto& company : top_)
      if (chance_.happens(shape_.draws_out)) draw_out(company);
    for (const auto& owner : owners_) spend(owner.key);
    for (const auto* person : {"MANAGER", "RELATIVE", "CLERK", "OFFICIAL"})
      if (chance_.happens(.15)) pay("ELSEWHERE", person, std::exp(chance_.between(8, 10.5)), PaymentClass::Salary);
  }

  void run_establishment(const std::string& establishment) {
    const double turnover = std::exp(chance_.between(12, 15));
    pay("BUYER", establishment, turnover, PaymentClass::Revenue);
    pay(establishment, "SUPPLIER", turnover * chance_.between(.2, .5), PaymentClass::LawfulCost);
    for (int i = 0; i < kVictims; ++i) pay(establishment, victim(i), turnover * chance_.between(.002, .02), PaymentClass::VictimPayment);
    pay(establishment, "MANAGER", turnover * part_of(shape_.manager), PaymentClass::Salary);
    pay(establishment, "GUARD", turnover * chance_.between(.005, .02), PaymentClass::Salary);
    pay(establishment, "CLERK", turnover * chance_.between(.005, .015), PaymentClass::Salary);
    if (chance_.happens(.5)) pay(establishment, "OFFICIAL", turnover * chance_.between(.01, .04), PaymentClass::Protection);
    for (const auto* mover : {"BROKER", "DRIVER0", "DRIVER1"}) pay_mover(establishment, mover, turnover);
    if (!holdings_.empty()) pay(establishment, holdings_.front(), purses_.has(establishment) * chance_.between(.3, .9), PaymentClass::Transfer);
    say_what_it_made(establishment, turnover);
  }

  void pay_mover(const std::string& establishment, const std::string& mover, double turnover) {
    pay(establishment, mover, turnover * part_of(shape_.fee), PaymentClass::MovementFee);
    if (chance_.happens(shape_.carrier)) pay("ELSEWHERE", mover, turnover * chance_.between(.2, 2), PaymentClass::Revenue);
  }

  // A quarter of the innocent cases say that nothing was exploited, the others have an allegation that nothing supports.
  void say_what_it_made(const std::string& establishment, double turnover) {
    const double part = crime_ ? chance_.between(.3, 1) : 0;
    exploited_[establishment] = part;
    if (!crime_ && !chance_.happens(.25)) {
      built_.proceeds(establishment, turnover, chance_.between(.3, 1), 0, {});
      return;
    }
    const auto books = exhibit("LEDGER-" + establishment, false);
    switch (chance_.whole(1, 3)) {
      case 1: built_.proceeds(establishment, turnover, part, 0, {books}); break;
      case 2: built_.proceeds(establishment, turnover, part, 0, {books, "BANK-" + establishment}); break;
      default: built_.proceeds(establishment, turnover, part, 0, {books, "BANK-" + establishment, exhibit("CLOCK-" + establishment, false)});
    }
  }

  void draw_out(const std::string& company) {
    const double all = purses_.has(company) * chance_.between(.3, .95);
    for (std::size_t i = 0; i < owners_.size(); ++i) {
      const auto& owner = owners_[i];
      const double part = all * parts_[company][i];
      const bool straight = !fronts_.contains(owner.registered) || owner.registered.starts_with("TRUST") || chance_.happens(.5);
      if (chance_.happens(shape_.unseen)) {
        purses_.move(company, owner.key, part * chance_.between(.1, 1));
      } else if (straight) {
        pay(company, owner.key, part, PaymentClass::Drawing);
      } else {
        pay(company, owner.registered, part, PaymentClass::Drawing);
        if (chance_.happens(.85)) pay(owner.registered, owner.key, part * chance_.between(.5, .95), PaymentClass::Transfer);
      }
    }
  }

  // A thing bought stays the buyer's.
  void spend(const std::string& owner) {
    if (chance_.happens(.3)) pay(owner, "SUPPLIER", purses_.has(owner) * chance_.between(.2, .8), PaymentClass::AssetPurchase);
    if (chance_.happens(.2)) pay(owner, "RELATIVE", purses_.has(owner) * chance_.between(.02, .15), PaymentClass::Transfer);
  }

  void call(const std::string& one, const std::string& other, double p) {
    if (!chance_.happens(p)) return;
    for (int i = chance_.whole(1, 4); i > 0; --i) built_.tie(TieType::Calls, one, other, {exhibit("PHONES-" + one, of_owners(one))});
  }

  void tie_people() {
    for (int i = 0; i < kVictims; ++i) {
      built_.tie(TieType::Transports, i % 2 ? "DRIVER1" : "DRIVER0", victim(i), {exhibit("INTERVIEWS", false)});
      built_.tie(TieType::Recruits, "BROKER", victim(i), {"INTERVIEWS"});
      built_.tie(TieType::Guards, "GUARD", victim(i), {"INTERVIEWS"});
    }
    built_.tie(TieType::Manages, "MANAGER", establishments_.front(), {exhibit("PAPERS", false)});
    for (const auto* other : {"DRIVER0", "DRIVER1", "GUARD", "MANAGER"}) call("BROKER", other, .9);
    for (const auto* other : {"DRIVER0", "DRIVER1", "GUARD", "CLERK", "OFFICIAL"}) call("MANAGER", other, .6);
    for (const auto& owner : owners_) tie_owner(owner);
  }

  void tie_owner(const Owner& owner) {
    if (owner.key == "DRIVER0") return;
    if (!owner.passive) {
      call("MANAGER", owner.key, .5);
      if (chance_.happens(.6)) built_.tie(TieType::Instructs, owner.key, "MANAGER", {exhibit("CHAT-" + owner.key, true)});
    }
    if (fronts_.contains(owner.registered) && !owner.registered.starts_with("TRUST")) call(owner.registered, owner.key, .5);
  }

  std::string whose(std::string who) const {
    for (auto at = fronts_.find(who); at != fronts_.end(); at = fronts_.find(who)) who = at->second;
    return who;
  }

  bool find_principal() {
    wind_up(purses_, owners_of_);
    std::map<std::string, double> benefit;
    double all = 0;
    for (const auto& [who, purse] : purses_.all()) {
      const auto* entity = model::find_entity(built_.snapshot, who);
      if (!entity || entity->kind == EntityKind::Company || who.starts_with("VICTIM")) continue;
      for (const auto& [from, amount] : purse)
        if (!from.empty()) benefit[whose(who)] += amount * exploited_[from], all += amount * exploited_[from];
    }
    std::vector<std::pair<double, std::string>> order;
    for (const auto& [key, amount] : benefit) order.emplace_back(amount, key), result_.shares[built_.entity(key)] = amount / all;
    std::ranges::sort(order, std::greater());
    if (order[0].first - order[1].first < .05 * all) return false;
    result_.principal = built_.entity(order[0].second);
    return true;
  }

  const Shape& shape_;
  Chance chance_;
  bool crime_ = true;
  testing::CaseBuilder built_;
  Invented result_;
  std::vector<Owner> owners_;
  std::set<std::string> owners_side_;
  std::map<std::string, std::string> fronts_; ///< who holds for whom
  std::vector<std::string> establishments_, holdings_, top_;
  Register owners_of_;
  std::map<std::string, std::vector<double>> parts_; ///< of each owner in each company at the top
  std::map<std::string, double> exploited_;          ///< part of what each establishment makes
  Purses purses_;
};

// Takes the lost exhibits off the rows, and drops rows that have none left.
template <class Row> void thin(model::CaseSnapshot& snapshot, const std::set<model::ExhibitId>& lost) {
  const std::vector<Row> rows(snapshot.of<Row>().begin(), snapshot.of<Row>().end());
  for (auto row : rows) {
    if (row.citations.empty()) continue; // rested on nothing before
    std::erase_if(row.citations, [&](const model::Citation& citation) { return lost.contains(citation.exhibit); });
    if (row.citations.empty()) snapshot.of<Row>().erase(row.id);
    else snapshot.of<Row>().put(std::move(row));
  }
}

} // namespace

Invented invent(const Shape& shape, std::uint64_t seed) {
  for (std::uint64_t attempt = 0;; ++attempt)
    if (auto invented = Inventor(shape, seed * 1000 + attempt).invent()) return std::move(*invented);
}

model::CaseSnapshot lose(const Invented& invented, Missing missing, double part, std::uint64_t seed) {
  base::Random random(seed);
  std::set<model::ExhibitId> lost;
  for (const auto& exhibit : invented.evidence.exhibits()) {
    const bool at_risk = missing == Missing::AtRandom || invented.owners_side.contains(exhibit.id);
    if (random.unit() < part && at_risk) lost.insert(exhibit.id);
  }
  auto left = invented.evidence;
  thin<model::Tie>(left, lost);
  thin<model::Payment>(left, lost);
  thin<model::Proceeds>(left, lost);
  return left;
}

} // namespace cuibono::validation
