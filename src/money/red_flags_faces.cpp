#include "money/red_flags_rules.h"

namespace cuibono::money {
namespace {

constexpr double kMostDays = 36'600, kMostCount = 1e6, kMostAmount = 1e15;

ParameterFace days(std::string_view name, double least = 0) { return {name, Unit::Days, true, least, kMostDays}; }
ParameterFace count(std::string_view name) { return {name, Unit::Count, true, 1, kMostCount}; }
ParameterFace share(std::string_view name) { return {name, Unit::Share, true, 0, 1}; }
ParameterFace optional(ParameterFace face) { return face.required = false, face; }
ParameterFace money(std::string_view name) { return {name, Unit::Money, false, 0, kMostAmount}; }

std::vector<DetectorFace> faces() {
  std::vector<DetectorFace> all(base::kCount<Detector>);
  const auto put = [&](Detector detector, DetectorFace face) {
    all[static_cast<std::size_t>(detector)] = std::move(face);
  };
  put(Detector::QuickOut, {{days("within_days"), share("least_share"), count("least_count")},
                           {},
                           {"classes", "words", "methods", "kinds"}});
  put(Detector::SharedPayee,
      {{days("window_days", 1), days("within_days"), count("least_count")}, {"classes"}, {"columns", "kinds"}});
  put(Detector::SharedContact, {{count("least_count")}, {}, {"ties", "columns"}});
  put(Detector::ClassRatio,
      {{share("least_share"), count("least_count"), days("least_days")}, {"classes"}, {"words", "kinds"}});
  put(Detector::Deductions, {{share("share_above"),
                              share("identical_least_share"),
                              count("least_count"),
                              {"overtime_factor", Unit::Ratio, true, 1, 10}},
                             {},
                             {}});
  put(Detector::ThirdPartyControl, {{count("least_count")}, {"ties"}, {"columns"}});
  put(Detector::NoLivingCosts,
      {{days("least_days", 1), count("least_count")}, {"classes"}, {"words", "methods", "kinds"}});
  put(Detector::Funnel, {{count("least_count"), days("within_days")}, {}, {"words", "methods", "kinds"}});
  put(Detector::Window, {{days("window_days", 1), optional(count("least_count")), money("sum_above"),
                          money("least_amount"), money("most_amount"), money("least_mean"), money("most_mean")},
                         {"direction"},
                         {"classes", "words", "methods", "kinds", "distinct"}});
  put(Detector::AfterPayroll,
      {{days("within_days"), count("least_count")}, {"ties"}, {"classes", "words", "methods", "kinds"}});
  put(Detector::NearInspection, {{days("within_days"), count("least_count")}, {"ties", "links"}, {"classes"}});
  put(Detector::Corridor, {{days("within_days"), count("least_count")}, {"ties"}, {"classes", "kinds"}});
  put(Detector::CardTakings, {{days("window_days", 1),
                               share("least_share"),
                               count("least_count"),
                               {"from_hour", Unit::Hour, true, 0, 24},
                               {"to_hour", Unit::Hour, true, 0, 24},
                               {"round_to", Unit::Units, true, .01, kMostAmount}},
                              {},
                              {"classes", "words", "methods", "kinds"}});
  put(Detector::UnexplainedWealth, {{{"least_ratio", Unit::Ratio, true, 0, 1000}}, {"classes"}, {"kinds"}});
  return all;
}

} // namespace

const DetectorFace& face_of(Detector detector) {
  static const std::vector<DetectorFace> all = faces();
  return all[static_cast<std::size_t>(detector)];
}

} // namespace cuibono::money
