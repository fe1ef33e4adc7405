#include <array>
#include <vector>

#include "case_builder.h"
#include "chance.h"
#include "generator.h"

namespace cuibono::validation {
namespace {

constexpr std::array kNobodys{"CLERK", "GUARD", "DRIVER1", "MANAGER"}; ///< whom lies are told of
constexpr std::array kLiars{"C4", "D3", "D4", "E5", "F6"};

class Planter {
 public:
  Planter(Invented& invented, std::uint64_t seed) : invented_(invented), chance_(seed) { built_.snapshot = std::move(invented.evidence); }

  void plant() {
    for (int i = chance_.whole(1, 2); i > 0; --i) tell("LIE" + std::to_string(i), chance_.one_of(kNobodys));
    invented_.evidence = std::move(built_.snapshot);
  }

 private:
  void tell(const std::string& lie, const std::string& of_whom) {
    const auto what = chance_.whole(0, 4);
    built_.exhibit(lie, chance_.one_of(kLiars), "", what == 4 ? model::Polarity::Contradicts : model::Polarity::Supports);
    const auto principal = invented_.principal ? key(*invented_.principal) : std::string("O0");
    switch (what) {
      case 0: built_.owns(of_whom, "EST1", 1, {lie}); break;
      case 1: built_.tie(model::TieType::NomineeFor, principal, of_whom, {lie}); break;
      case 2: built_.tie(model::TieType::HoldsAccount, of_whom, "ACC-" + principal, {lie}); break;
      case 3: built_.pays("EST1", of_whom, chance_.between(.2, 1) * turnover(), model::PaymentClass::Drawing, {lie}); break;
      default: deny(built_.exhibit(lie));
    }
  }

  std::string key(model::EntityId id) const { return built_.snapshot.entities().find(id)->key; }

  double turnover() const {
    const auto& rows = built_.snapshot.of<model::Proceeds>();
    return base::units(*rows.begin()->turnover);
  }

  // That anybody holds for anybody else, and what the establishment made.
  void deny(model::ExhibitId lie) {
    for (auto tie : std::vector(built_.snapshot.ties().begin(), built_.snapshot.ties().end()))
      if (tie.type == model::TieType::NomineeFor) tie.citations.push_back({lie, ""}), built_.put(tie);
    auto row = *built_.snapshot.of<model::Proceeds>().begin();
    row.citations.push_back({lie, ""});
    built_.put(row);
  }

  Invented& invented_;
  Chance chance_;
  testing::CaseBuilder built_;
};

} // namespace

Invented plant(Invented invented, std::uint64_t seed) {
  Planter(invented, seed).plant();
  return invented;
}

} // namespace cuibono::validation
