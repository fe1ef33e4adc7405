#include "app/benefit_rows.h"

#include <algorithm>
#include <fmt/core.h>

#include "app/words.h"

namespace cuibono::app {
namespace {

double fraction(base::Money part, base::Money whole) {
  return whole.cents == 0 ? 0 : static_cast<double>(part.cents) / static_cast<double>(whole.cents);
}

model::Citations whole_exhibits(const std::vector<model::ExhibitId>& exhibits) {
  model::Citations citations;
  for (const auto id : exhibits) citations.push_back({id, {}});
  return citations;
}

std::string step_text(const model::Names& names, const benefit::Step& step) {
  const std::string from = names.shown(step.from), to = names.shown(step.to);
  if (step.kind == "proceeds") return "Exploitation at " + to;
  if (step.kind == "owns") return to + " owns " + from;
  if (step.kind == "nominee_for") return from + " is nominee for " + to;
  return from + " pays " + to;
}

PathStep path_step(const model::CaseSnapshot& snapshot, const model::Names& names, const Masking& masking,
                   const benefit::Step& step) {
  PathStep line;
  line.text = step_text(names, step);
  line.kind = words(step.kind);
  if (!step.payments.empty()) line.kind += ", " + counted(step.payments.size(), "payment");
  line.carried = step.amount;
  line.to = step.to;
  line.payments = step.payments;
  line.ties = step.ties;
  line.exhibits = exhibit_lines(snapshot, masking, whole_exhibits(step.exhibits));
  return line;
}

} // namespace

std::vector<BenefitRow> benefit_rows(const benefit::Report& report, const model::Names& names) {
  std::vector<BenefitRow> rows;
  for (const benefit::Person& person : report.people)
    rows.push_back({person.id, names.shown(person.id), person.benefit, person.share, person.share_p05, person.share_p95,
                    person.control, benefit::words(person.quadrant), report.leader == person.id});
  return rows;
}

std::array<ValueBarPart, 4> value_bar(const benefit::Report& report) {
  std::array<ValueBarPart, 4> parts{{
      {ValuePart::Attributed, "People", "Value that evidence follows to named people.", report.attributed},
      {ValuePart::Unattributed, "Unattributed", "Value that reaches a holder or owner nobody could be named for.",
       report.unattributed},
      {ValuePart::Movement, "Movement", "What recruiting, transport and documents earned, whoever earned it.", report.movement},
      {ValuePart::Lawful, "Lawful costs", "Suppliers, taxes, lawful wages and what victims were paid.", report.lawful},
  }};
  for (ValueBarPart& part : parts) part.fraction = fraction(part.amount, report.source_value);
  return parts;
}

std::string headline(const benefit::Report& report, const model::Names& names, const Masking& masking) {
  if (!report.leader) return "No leader is named: " + masking(report.abstained_because);
  const benefit::Person* leader = find_person(report, *report.leader);
  if (!leader) return {};
  return fmt::format("{} benefits most: {} of what is attributable", names.shown(leader->id), percent(leader->share));
}

std::vector<MoneyPath> money_paths(const model::CaseSnapshot& snapshot, const model::Names& names, const Masking& masking,
                                   const benefit::Report& report, EntityId person) {
  std::vector<MoneyPath> paths;
  const benefit::Person* found = find_person(report, person);
  if (!found) return paths;
  for (const benefit::Path& path : found->paths) {
    MoneyPath line{path.amount, {}};
    for (const benefit::Step& step : path.steps) line.steps.push_back(path_step(snapshot, names, masking, step));
    paths.push_back(std::move(line));
  }
  return paths;
}

std::vector<Fact> control_facts(const model::CaseSnapshot& snapshot, const model::Names& names, const Masking& masking,
                                const benefit::Report& report, EntityId person) {
  std::vector<Fact> facts;
  const benefit::Person* found = find_person(report, person);
  if (!found) return facts;
  for (const benefit::ControlFact& control : found->control_facts) {
    Fact fact;
    fact.title = sentence_case(words(control.kind)) + " " + names.shown(control.target);
    if (control.targets > 1) fact.title += fmt::format(" and {} more", control.targets - 1);
    fact.detail = fmt::format("weight {:.1f}, likelihood {:.2f}; without it control falls by {:.2f}", control.strength,
                              control.probability, control.loss);
    fact.exhibits = exhibit_lines(snapshot, masking, whole_exhibits(control.exhibits));
    fact.probability = control.probability;
    fact.supported = control.probability > 0;
    if (control.ties.size() == 1) fact.tie = control.ties.front();
    facts.push_back(std::move(fact));
  }
  return facts;
}

const benefit::Person* find_person(const benefit::Report& report, EntityId id) {
  const auto found = std::ranges::find(report.people, id, &benefit::Person::id);
  return found == report.people.end() ? nullptr : &*found;
}

} // namespace cuibono::app
