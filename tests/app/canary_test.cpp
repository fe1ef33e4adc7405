// A protected person's name reaches nothing that is shown, remembered or searched.

#include <fmt/core.h>

#include "app/support.h"
#include "app/workspace.h"
#include "base/file.h"

namespace cuibono {
namespace {

std::string text_of(const app::Fact& fact) {
  std::string text = fact.title + "\n" + fact.detail + "\n";
  for (const auto& line : fact.exhibits) text += line.key + line.title + line.lineage + line.locator + "\n";
  return text;
}

std::string text_of(const app::EntityDetails& details) {
  std::string text = details.name + details.key + details.kind;
  for (const auto& [label, value] : details.properties) text += label + value;
  for (const auto* facts : {&details.roles, &details.ties, &details.charges, &details.assets, &details.findings})
    for (const auto& fact : *facts) text += text_of(fact);
  for (const auto* groups : {&details.received, &details.paid})
    for (const auto& group : *groups) text += group.other_name;
  return text;
}

void expect_no_canary(const std::string& text, const char* where) {
  for (const char* secret : {"Zebulon", "Canarius", "Zebby", "zebulon"})
    EXPECT_EQ(text.find(secret), std::string::npos) << secret << " in " << where;
}

TEST(Canary, A_victims_name_is_in_no_row_title_label_or_remembered_file) {
  const test::TemporaryFolder folder;
  app::Workspace workspace(folder.path() / "settings.json", "tester");
  workspace.session.emplace(test::new_session(folder.path() / "case.cuibono"));
  auto& session = *workspace.session;
  app::tick(workspace);

  expect_no_canary(session.title(), "the window's title");
  std::string rows;
  for (const auto& row : workspace.derived.tables().entities) rows += row.key + row.name + row.what;
  for (const auto& row : workspace.derived.tables().ties) rows += row.source + row.target;
  for (const auto& row : workspace.derived.tables().payments) rows += row.payer + row.payee + row.purpose;
  expect_no_canary(rows, "the tables");
  for (std::uint32_t id = 1; id <= 5; ++id)
    expect_no_canary(text_of(*app::entity_details(*session.snapshot(), session.names(), workspace.derived.tables(), {id})), "the inspector");
  for (const auto& node : workspace.derived.chart().nodes) expect_no_canary(node.label, "the chart");

  ASSERT_TRUE(app::perform(workspace, app::merge(*session.snapshot(), {3}, {4})));
  expect_no_canary(session.undo_label(), "the undo label");
  app::undo(workspace);
  for (const auto& toast : workspace.toasts) expect_no_canary(toast.text, "a message");
  app::change_settings(workspace, [&](app::Settings& settings) { app::remember_case(settings, session.path()); });
  const auto settings = base::read_file(folder.path() / "settings.json");
  ASSERT_TRUE(settings);
  expect_no_canary(*settings, "the settings");
}

TEST(Canary, Free_text_names_a_victim_by_pseudonym) {
  const test::TemporaryFolder folder;
  const auto session = test::new_session(folder.path() / "case.cuibono");
  const app::Masking masking(*session.snapshot(), session.names());
  EXPECT_EQ(masking("Paid to ZEBULON CANARIUS, called Zebby C"), "Paid to V-01, called V-01");
  EXPECT_EQ(masking("nothing to hide"), "nothing to hide");
}

} // namespace
} // namespace cuibono
