#include "generator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

#include "base/random.h"
#include "case_builder.h"

namespace cuibono::validation {
namespace {

using model::EntityId;
using model::EntityKind;
using model::PaymentClass;
using model::TieType;

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed) {}
  double between(double low, double high) { return low + (high - low) * random_.unit(); }
  int whole(int low, int high) { return low + static_cast<int>(random_.unit() * (high - low + 1)); }
  bool happens(double p) { return random_.unit() < p; }
  template <class List> const auto& one_of(const List& list) { return list[static_cast<std::size_t>(whole(0, static_cast<int>(std::size(list)) - 1))]; }

 private:
  base::Random random_;
};

struct Owner {
  std::string key;
  double part = 0;
  bool passive = false;
  std::string registered; // under which name the share stands: the owner's, a nominee's or a trust's
};

class Inventor {
 public:
  explicit Inventor(std::uint64_t seed) : chance_(seed) {}

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
  std::string exhibit(const std::string& key, bool owners_side) {
    static constexpr std::array kGrades{"A1", "A1", "A2", "B1", "B2", "B2", "B3", "C3"};
    const auto id = built_.exhibit(key, chance_.one_of(kGrades));
    if (owners_side) result_.owners_side.insert(id);
    return key;
  }

  bool of_owners(const std::string& key) const { return owners_side_.contains(key); }

  // Everybody has an account, and an exhibit that says whose it is.
  std::string account_of(const std::string& key) {
    const std::string account = "ACC-" + key;
    if (model::find_entity(built_.snapshot, account)) return account;
    built_.entity(account, EntityKind::Account);
    built_.tie(TieType::HoldsAccount, key, account, {exhibit("OPENING-" + key, of_owners(key))});
    return account;
  }

  void own(const std::string& owner, const std::string& company, double share) {
    built_.owns(owner, company, share, {exhibit("REGISTER-" + company, of_owners(company) || of_owners(owner))});
  }

  void hold_for(const std::string& nominee, const std::string& principal) {
    built_.tie(TieType::NomineeFor, nominee, principal, {exhibit("DEED-" + nominee, true)});
  }

  void make_owners() {
    const int count = chance_.whole(1, 3);
    double all = 0;
    for (int i = 0; i < count; ++i) {
      Owner owner{"O" + std::to_string(i), chance_.between(.5, 3) / (i + 1), i > 0 && chance_.happens(.4), ""};
      if (i == 0 && chance_.happens(.15)) owner.key = "DRIVER0";
      built_.entity(owner.key);
      owners_side_.insert(owner.key);
      all += owner.part;
      owners_.push_back(owner);
    }
    for (auto& owner : owners_) owner.part /= all, hide(owner);
  }

  void hide(Owner& owner) {
    owner.registered = owner.key;
    const double how = chance_.between(0, 1);
    if (how < .35) {
      owner.registered = "N-" + owner.key;
      built_.entity(owner.registered);
      owners_side_.insert(owner.registered);
      std::string principal = owner.key;
      if (chance_.happens(.15)) {
        principal = "NN-" + owner.key;
        built_.entity(principal);
        owners_side_.insert(principal);
        hold_for(principal, owner.key);
      }
      hold_for(owner.registered, principal);
    } else if (how < .5) {
      owner.registered = "TRUST-" + owner.key;
      built_.entity(owner.registered, EntityKind::Trust);
      owners_side_.insert(owner.registered);
      hold_for(owner.registered, owner.key);
    }
  }

  void make_companies() {
    for (int i = chance_.whole(1, 2); i > 0; --i) establishments_.push_back("EST" + std::to_string(i));
    for (int i = chance_.whole(0, 2); i > 0; --i) holdings_.push_back("HOLD" + std::to_string(i)), owners_side_.insert(holdings_.back());
    for (const auto& company : establishments_) built_.entity(company, EntityKind::Company);
    for (const auto& company : holdings_) built_.entity(company, EntityKind::Company);
    for (std::size_t i = 0; i + 1 < holdings_.size(); ++i) own(holdings_[i + 1], holdings_[i], 1);
    if (!holdings_.empty()) {
      for (const auto& company : establishments_) own(holdings_.front(), company, 1);
      top_ = {holdings_.back()};
      loop_ = chance_.happens(.3) ? chance_.between(.03, .15) : 0;
      if (loop_ > 0) own(establishments_.front(), top_.front(), loop_);
    } else {
      top_ = establishments_;
    }
    for (const auto& company : top_)
      for (const auto& owner : owners_) own(owner.registered, company, owner.part * (1 - loop_));
  }

  void make_workers() {
    for (int i = 0; i < 6; ++i) {
      const auto victim = "VICTIM" + std::to_string(i);
      built_.entity(victim);
      built_.role(victim, model::Role::Victim);
    }
    built_.entity("SUPPLIER", EntityKind::Company), built_.entity("BUYER", EntityKind::Company), built_.entity("ELSEWHERE", EntityKind::Company);
    for (const auto* worker : {"MANAGER", "GUARD", "OFFICIAL", "BROKER", "DRIVER0", "DRIVER1", "CLERK", "RELATIVE"}) built_.entity(worker);
  }

  // A flow of money in one to six payments, shown by the payer's statements and, half the time, by the payee's as well.
  void pay(const std::string& payer, const std::string& payee, double amount, PaymentClass payment_class) {
    if (amount <= 0) return;
    cash_[payer] -= amount;
    if (payment_class != PaymentClass::MovementFee) cash_[payee] += amount;
    const auto from = account_of(payer), to = account_of(payee);
    const bool both = chance_.happens(.5), dollars = chance_.happens(.15);
    const auto statement = exhibit("BANK-" + payer, of_owners(payer));
    const int rows = chance_.whole(1, 6);
    for (int i = 0; i < rows; ++i) {
      if (both) built_.pays(from, to, amount / rows / (dollars ? 30 : 1), payment_class, {statement, exhibit("BANK-" + payee, of_owners(payee))});
      else built_.pays(from, to, amount / rows / (dollars ? 30 : 1), payment_class, {statement});
      if (!dollars) continue;
      auto row = built_.snapshot.payments().rows().back();
      row.currency = "USD";
      built_.put(row);
    }
  }

  void move_money() {
    for (const auto& establishment : establishments_) run_establishment(establishment);
    for (const auto& holding : holdings_) {
      if (holding != holdings_.back()) pay(holding, holdings_.back(), cash_[holding] * chance_.between(.3, .9), PaymentClass::Transfer);
    }
    if (!holdings_.empty() && chance_.happens(.3)) // a loan back
      pay(holdings_.back(), establishments_.front(), cash_[holdings_.back()] * chance_.between(.05, .3), PaymentClass::Transfer);
    for (const auto& company : top_)
      if (chance_.happens(.9)) draw_out(company);
    for (const auto& owner : owners_) spend(owner);
    for (const auto* person : {"MANAGER", "RELATIVE", "CLERK", "OFFICIAL"}) earn_elsewhere(person);
  }

  void run_establishment(const std::string& establishment) {
    const double turnover = std::exp(chance_.between(12, 15));
    pay("BUYER", establishment, turnover, PaymentClass::Revenue);
    cash_["BUYER"] = 0;
    pay(establishment, "SUPPLIER", turnover * chance_.between(.2, .5), PaymentClass::LawfulCost);
    for (int i = 0; i < 6; ++i) pay(establishment, "VICTIM" + std::to_string(i), turnover * chance_.between(.002, .02), PaymentClass::VictimPayment);
    pay(establishment, "MANAGER", turnover * chance_.between(.02, .06), PaymentClass::Salary);
    pay(establishment, "GUARD", turnover * chance_.between(.005, .02), PaymentClass::Salary);
    pay(establishment, "CLERK", turnover * chance_.between(.005, .015), PaymentClass::Salary);
    if (chance_.happens(.5)) pay(establishment, "OFFICIAL", turnover * chance_.between(.01, .04), PaymentClass::Protection);
    for (const auto* mover : {"BROKER", "DRIVER0", "DRIVER1"}) pay(establishment, mover, turnover * chance_.between(.005, .04), PaymentClass::MovementFee);
    if (!holdings_.empty()) pay(establishment, holdings_.front(), cash_[establishment] * chance_.between(.3, .9), PaymentClass::Transfer);
    const double exploited = crime_ ? chance_.between(.3, 1) : 0;
    // A quarter of the innocent cases say so, the others have an allegation that nothing supports.
    if (crime_ || chance_.happens(.25)) built_.proceeds(establishment, turnover, exploited, 0, {exhibit("LEDGER-" + establishment, false), "BANK-" + establishment});
    else built_.proceeds(establishment, turnover, chance_.between(.3, 1), 0, {});
  }

  void draw_out(const std::string& company) {
    const double all = cash_[company] * chance_.between(.3, .95);
    for (const auto& owner : owners_) {
      const double part = all * owner.part;
      const bool straight = owner.registered == owner.key || owner.registered.starts_with("TRUST") || chance_.happens(.5);
      if (straight) {
        pay(company, owner.key, part, PaymentClass::Drawing);
      } else {
        pay(company, owner.registered, part, PaymentClass::Drawing);
        if (chance_.happens(.85)) pay(owner.registered, owner.key, part * chance_.between(.5, .95), PaymentClass::Transfer);
      }
    }
  }

  void spend(const Owner& owner) {
    if (cash_[owner.key] <= 0) return;
    if (chance_.happens(.3)) { // a thing bought stays the buyer's
      const double price = cash_[owner.key] * chance_.between(.2, .8);
      pay(owner.key, "SUPPLIER", price, PaymentClass::AssetPurchase);
      cash_[owner.key] += price;
    }
    if (chance_.happens(.2)) pay(owner.key, "RELATIVE", cash_[owner.key] * chance_.between(.02, .15), PaymentClass::Transfer);
  }

  void earn_elsewhere(const std::string& person) {
    if (!chance_.happens(.15)) return;
    const double salary = std::exp(chance_.between(8, 10.5));
    pay("ELSEWHERE", person, salary, PaymentClass::Salary);
    cash_[person] -= salary; // lawful, no benefit of the exploitation
  }

  void call(const std::string& one, const std::string& other, double p) {
    if (!chance_.happens(p)) return;
    for (int i = chance_.whole(1, 4); i > 0; --i) built_.tie(TieType::Calls, one, other, {exhibit("PHONES-" + one, of_owners(one))});
  }

  void tie_people() {
    for (int i = 0; i < 6; ++i) {
      const auto victim = "VICTIM" + std::to_string(i);
      built_.tie(TieType::Transports, i % 2 ? "DRIVER1" : "DRIVER0", victim, {exhibit("INTERVIEWS", false)});
      built_.tie(TieType::Recruits, "BROKER", victim, {"INTERVIEWS"});
      built_.tie(TieType::Guards, "GUARD", victim, {"INTERVIEWS"});
    }
    built_.tie(TieType::Manages, "MANAGER", establishments_.front(), {exhibit("PAPERS", false)});
    for (const auto* other : {"DRIVER0", "DRIVER1", "GUARD", "MANAGER"}) call("BROKER", other, .9);
    for (const auto* other : {"DRIVER0", "DRIVER1", "GUARD", "CLERK", "OFFICIAL"}) call("MANAGER", other, .6);
    for (const auto& owner : owners_) {
      if (owner.key == "DRIVER0") continue;
      if (!owner.passive) {
        call("MANAGER", owner.key, .5);
        if (chance_.happens(.6)) built_.tie(TieType::Instructs, owner.key, "MANAGER", {exhibit("CHAT-" + owner.key, true)});
      }
      if (owner.registered != owner.key && !owner.registered.starts_with("TRUST")) call(owner.registered, owner.key, .5);
    }
  }

  // What companies have belongs to their owners: the whole of what all holdings and establishments keep goes, through the
  // loop too, to the owners by their parts, for nobody else owns anything.
  bool find_principal() {
    double companies = 0, all = 0;
    for (const auto& company : establishments_) companies += std::max(0.0, cash_[company]);
    for (const auto& company : holdings_) companies += std::max(0.0, cash_[company]);
    std::map<std::string, double> benefit;
    for (const auto& owner : owners_) {
      benefit[owner.key] += companies * owner.part + std::max(0.0, cash_[owner.key]);
      if (owner.registered != owner.key) benefit[owner.key] += std::max(0.0, cash_[owner.registered]); // kept for the owner
    }
    for (const auto* person : {"MANAGER", "GUARD", "OFFICIAL", "CLERK", "RELATIVE"}) benefit[person] += std::max(0.0, cash_[person]);
    std::vector<std::pair<double, std::string>> order;
    for (const auto& [key, amount] : benefit) order.emplace_back(amount, key), all += amount;
    std::ranges::sort(order, std::greater());
    if (order[0].first - order[1].first < .05 * all) return false;
    result_.principal = built_.entity(order[0].second);
    return true;
  }

  Chance chance_;
  bool crime_ = true;
  testing::CaseBuilder built_;
  Invented result_;
  std::vector<Owner> owners_;
  std::set<std::string> owners_side_;
  std::vector<std::string> establishments_, holdings_, top_;
  double loop_ = 0;
  std::map<std::string, double> cash_; ///< what each has, of the sales
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

Invented invent(std::uint64_t seed) {
  for (std::uint64_t attempt = 0;; ++attempt)
    if (auto invented = Inventor(seed * 1000 + attempt).invent()) return std::move(*invented);
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
