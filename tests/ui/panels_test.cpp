#include <filesystem>
#include <fstream>

#include "app/sheet_fields.h"
#include "bench.h"

#ifdef IMGUI_ENABLE_TEST_ENGINE

namespace cuibono {
namespace {

using test::Bench;

TEST(Panels, The_welcome_screen_offers_both_demonstrations) {
  Bench bench;
  bench.frames(3);
  EXPECT_TRUE(bench.map.find("##F/V Meridian Star"));
  EXPECT_TRUE(bench.map.find("##Larkfield Garments"));
  EXPECT_TRUE(bench.map.find("New case..."));
}

TEST(Panels, Pressing_a_row_of_the_entity_table_selects_the_entity_everywhere) {
  Bench bench;
  bench.open_small_case();
  bench.press("Dan Driver");
  EXPECT_EQ(bench.session().view.selection.single(), app::EntityId{3});
  ASSERT_TRUE(bench.state.inspector.entity);
  EXPECT_EQ(bench.state.inspector.entity->name, "Dan Driver");
}

TEST(Panels, Pressing_an_entity_on_the_chart_selects_it) {
  Bench bench;
  bench.open_small_case();
  bench.press("chart:Olga Owner");
  EXPECT_EQ(bench.session().view.selection.single(), app::EntityId{2});
}

TEST(Panels, Dragging_an_entity_pins_it_with_one_edit) {
  Bench bench;
  bench.open_small_case();
  const auto revision = bench.session().snapshot()->revision;
  const auto at = bench.middle_of("chart:Dan Driver");
  bench.drag(at, {at.x + 60, at.y + 40});
  EXPECT_EQ(bench.session().snapshot()->revision, revision + 1);
  ASSERT_EQ(bench.session().snapshot()->of<model::Pin>().size(), 1u);
  EXPECT_EQ(bench.session().snapshot()->of<model::Pin>().rows()[0].entity, app::EntityId{3});
  bench.key(ImGuiKey_Z, ImGuiMod_Ctrl);
  EXPECT_EQ(bench.session().snapshot()->of<model::Pin>().size(), 0u);
}

TEST(Panels, Dragging_on_the_ground_selects_what_is_in_the_box) {
  Bench bench;
  bench.open_small_case();
  const auto* chart = bench.map.find("chart");
  ASSERT_TRUE(chart);
  bench.drag({chart->x + 4, chart->y + 4}, {chart->x + chart->width - 4, chart->y + chart->height - 4});
  EXPECT_EQ(bench.session().view.selection.entities.size(), 4u); // the account is drawn as its holder
}

TEST(Panels, A_press_on_a_payment_leads_to_the_exhibit_behind_it) {
  Bench bench;
  bench.open_small_case();
  bench.session().view.selection = {.payment = app::PaymentId{2}};
  bench.frames(3);
  bench.press("##E1  Bank statement, row 8");
  EXPECT_EQ(bench.session().view.selection.exhibit, model::ExhibitId{1});
}

TEST(Panels, The_palette_finds_a_command_and_runs_it) {
  Bench bench;
  bench.open_small_case();
  bench.key(ImGuiKey_K, ImGuiMod_Ctrl);
  bench.frames(2);
  bench.type("benefits most");
  bench.key(ImGuiKey_Enter);
  EXPECT_EQ(bench.session().view.selection.single(), app::EntityId{2});
  EXPECT_EQ(bench.workspace.dialog, app::Dialog::None);
}

TEST(Panels, The_keyboard_walks_and_zooms_the_chart) {
  Bench bench;
  bench.open_small_case();
  bench.key(ImGuiKey_Tab);
  EXPECT_EQ(bench.session().view.selection.single(), app::EntityId{1});
  const double zoom = bench.session().view.camera.zoom;
  bench.key(ImGuiKey_Equal);
  EXPECT_GT(bench.session().view.camera.zoom, zoom);
  bench.key(ImGuiKey_Escape);
  EXPECT_TRUE(bench.session().view.selection.empty());
}

TEST(Panels, Every_dialog_opens_and_Escape_closes_it) {
  Bench bench;
  bench.open_small_case();
  app::select_entity(bench.session().view.selection, {2});
  app::select_entity(bench.session().view.selection, {3}, app::How::Add);
  for (const auto dialog : {app::Dialog::OpenCase, app::Dialog::Passphrase, app::Dialog::NewCase, app::Dialog::ImportFiles, app::Dialog::AddEntity, app::Dialog::ChangeEntity,
                            app::Dialog::AddTie, app::Dialog::Merge, app::Dialog::Delete, app::Dialog::Shortcuts, app::Dialog::About, app::Dialog::Palette}) {
    bench.workspace.dialog = dialog;
    bench.frames(4);
    EXPECT_EQ(bench.workspace.dialog, dialog);
    for (int i = 0; i < 3 && bench.workspace.dialog != app::Dialog::None; ++i) bench.key(ImGuiKey_Escape); // the first may leave a field
    EXPECT_EQ(bench.workspace.dialog, app::Dialog::None) << static_cast<int>(dialog);
  }
}

TEST(Panels, An_entity_is_added_through_its_dialog) {
  Bench bench;
  bench.open_small_case();
  bench.key(ImGuiKey_E, ImGuiMod_Ctrl);
  bench.frames(2);
  bench.press("##key");
  bench.type("P9");
  bench.press("##name");
  bench.type("Petra Payer");
  bench.press("Add");
  ASSERT_TRUE(model::find_entity(*bench.session().snapshot(), "P9"));
  EXPECT_EQ(bench.workspace.dialog, app::Dialog::None);
}

TEST(Panels, A_merge_says_what_happens_and_is_done_on_the_button) {
  Bench bench;
  bench.open_small_case();
  app::select_entity(bench.session().view.selection, {2});
  app::select_entity(bench.session().view.selection, {3}, app::How::Add);
  bench.workspace.dialog = app::Dialog::Merge;
  bench.frames(4);
  bench.press("Merge");
  EXPECT_FALSE(bench.session().snapshot()->entities().find({3}));
  EXPECT_TRUE(bench.session().snapshot()->entities().find({2}));
}

TEST(Panels, A_statement_is_asked_about_and_imported_only_when_it_is_confirmed) {
  Bench bench;
  bench.open_small_case();
  ::setenv("XDG_CONFIG_HOME", bench.folder.path().c_str(), 1);
  const auto payments = bench.session().snapshot()->payments().size();
  std::ofstream(bench.folder.path() / "bank.csv") << "When,Words,Out,In\n31/01/2031,Ice,400.00,\n15/02/2031,Fish,,250.00\n";
  app::import_files(bench.workspace, {bench.folder.path() / "bank.csv"}, app::import_options({"E77", "Bank-X", "B2", "P"}).value());
  ASSERT_TRUE(bench.wait_until([&] { return bench.workspace.pending_sheets.has_value(); }));
  bench.frames(3);
  EXPECT_EQ(bench.workspace.dialog, app::Dialog::MapSheets);
  auto reading = bench.workspace.pending_sheets->readings[0]; // nobody knows a column "Out"
  reading.as_saved = false;
  reading.kind = ingest::SheetKind::Statement;
  reading.meanings = {ingest::Meaning::Date, ingest::Meaning::Description, ingest::Meaning::Debit, ingest::Meaning::Credit};
  app::change_reading(bench.workspace, 0, reading);
  ASSERT_TRUE(bench.wait_until([&] { return bench.workspace.pending_sheets->plan[0].payments == 2; }));
  bench.wait_until([&] { return !bench.workspace.jobs.busy(); });
  bench.frames(2);
  bench.press("Continue");
  ASSERT_TRUE(bench.wait_until([&] { return bench.workspace.pending_import.has_value(); }));
  EXPECT_EQ(bench.session().snapshot()->payments().size(), payments);
  bench.frames(3);
  bench.press("Import");
  EXPECT_EQ(bench.session().snapshot()->payments().size(), payments + 2);
  const auto& rests_on = bench.session().snapshot()->payments().rows()[payments].citations;
  ASSERT_EQ(rests_on.size(), 1u);
  EXPECT_EQ(bench.session().snapshot()->exhibits().find(rests_on[0].exhibit)->key, "E77");
  EXPECT_TRUE(std::filesystem::exists(bench.folder.path() / "cuibono/mappings/bank.json"));
  ::unsetenv("XDG_CONFIG_HOME");
}

// A sheet of which nobody knows what its columns mean.
struct SheetBench : Bench {
  SheetBench() {
    open_small_case();
    ::setenv("XDG_CONFIG_HOME", folder.path().c_str(), 1);
    std::ofstream(folder.path() / "odd.csv") << "Alpha;Beta;Gamma;Delta\n31/01/2031;Ice;400.00;EUR\n15/02/2031;Fish;-250.00;\n";
    app::import_files(workspace, {folder.path() / "odd.csv"});
    EXPECT_TRUE(wait_until([&] { return workspace.pending_sheets.has_value(); }));
    frames(4);
    set_kind(ingest::SheetKind::Statement);
  }
  ~SheetBench() { ::unsetenv("XDG_CONFIG_HOME"); }
  const app::SheetReading& reading() { return workspace.pending_sheets->readings[0]; }
  const ingest::SheetPlan& plan() { return workspace.pending_sheets->plan[0]; }
  void set_kind(ingest::SheetKind kind) {
    auto changed = reading();
    changed.as_saved = false;
    changed.kind = kind;
    changed.meanings.assign(4, std::nullopt);
    app::change_reading(workspace, 0, changed);
    settle();
  }
  void settle() {
    wait_until([&] { return !app::is_planning(workspace); });
    frames(3);
  }
};

TEST(Panels, Columns_are_dragged_onto_fields_and_what_would_be_created_follows) {
  SheetBench bench;
  EXPECT_EQ(bench.plan().payments, 0u);
  bench.drag(bench.middle_of("Alpha###column 0"), bench.middle_of_ending("###field Date"));
  bench.drag(bench.middle_of("Gamma###column 2"), bench.middle_of_ending("###field Amount"));
  EXPECT_EQ(app::column_of(bench.reading(), ingest::Meaning::Date), 0u);
  EXPECT_EQ(app::column_of(bench.reading(), ingest::Meaning::Amount), 2u);
  bench.settle();
  EXPECT_EQ(bench.plan().payments, 2u);
  bench.press("x###clear Amount");
  EXPECT_FALSE(app::column_of(bench.reading(), ingest::Meaning::Amount));
}

TEST(Panels, A_field_is_dragged_onto_a_column_and_another_is_picked_from_a_list) {
  SheetBench bench;
  bench.drag(bench.middle_of("Purpose###label"), bench.middle_of("Beta###column 1"));
  EXPECT_EQ(app::column_of(bench.reading(), ingest::Meaning::Description), 1u);
  bench.click(bench.middle_of_ending("###field Currency"));
  bench.press("Delta##choose 3");
  EXPECT_EQ(app::column_of(bench.reading(), ingest::Meaning::Currency), 3u);
}

TEST(Panels, One_text_stands_in_a_field_for_all_rows_that_say_none) {
  SheetBench bench;
  bench.click(bench.middle_of_ending("###field Currency"));
  bench.press("##constant");
  bench.type("XTS");
  bench.key(ImGuiKey_Enter);
  bench.frames(3);
  EXPECT_EQ(bench.reading().constants.at(ingest::Meaning::Currency), "XTS");
}

TEST(Panels, Escape_closes_the_list_of_columns_before_the_dialog_so_that_a_mapping_is_not_lost) {
  SheetBench bench;
  bench.click(bench.middle_of_ending("###field Currency"));
  ASSERT_TRUE(bench.map.find("Delta##choose 3"));
  bench.key(ImGuiKey_Escape);
  EXPECT_FALSE(bench.map.find("Delta##choose 3"));
  EXPECT_EQ(bench.workspace.dialog, app::Dialog::MapSheets);
  bench.key(ImGuiKey_Escape);
  EXPECT_EQ(bench.workspace.dialog, app::Dialog::None);
}

TEST(Panels, Files_dropped_are_asked_about_like_any_other_and_rest_on_the_exhibit_named) {
  Bench bench;
  bench.open_small_case();
  const auto ties = bench.folder.path() / "ties.csv", more = bench.folder.path() / "more", unwanted = bench.folder.path() / "unwanted.csv";
  std::filesystem::create_directories(more);
  std::ofstream(ties) << "id,type,source,target\nT9,manages,D1,FARM\n";
  std::ofstream(more / "ties.csv") << "id,type,source,target\nT10,guards,D1,FARM\n";
  std::ofstream(unwanted) << "source,target\nD1,O1\n";
  app::offer_files(bench.workspace, {ties, unwanted});
  bench.frames(4);
  ASSERT_EQ(bench.workspace.dialog, app::Dialog::ImportFiles);
  app::offer_files(bench.workspace, {more}); // a second handful, while the question stands
  bench.frames(3);
  bench.click({bench.middle_of("Leave out").x, bench.middle_of("Leave out").y + ImGui::GetFontSize() + ImGui::GetStyle().ItemSpacing.y});
  EXPECT_EQ(bench.workspace.offered_files, (std::vector{ties, more}));
  bench.press("##exhibit");
  bench.type("E77");
  bench.press("Read");
  ASSERT_TRUE(bench.wait_until([&] { return bench.workspace.pending_import.has_value(); }));
  EXPECT_TRUE(bench.workspace.offered_files.empty());
  const auto before = bench.session().snapshot()->ties().size();
  bench.frames(3);
  bench.press("Import");
  const auto& all = bench.session().snapshot()->ties();
  ASSERT_EQ(all.size(), before + 2);
  for (const auto& row : {all.rows()[before], all.rows()[before + 1]}) {
    ASSERT_EQ(row.citations.size(), 1u);
    EXPECT_EQ(bench.session().snapshot()->exhibits().find(row.citations[0].exhibit)->key, "E77");
  }
}

TEST(Panels, Files_dropped_in_the_middle_of_another_question_are_refused_aloud) {
  Bench bench;
  app::offer_files(bench.workspace, {"/tmp/a.csv"});
  EXPECT_EQ(bench.workspace.toasts.size(), 1u); // no case is open
  bench.open_small_case();
  bench.workspace.dialog = app::Dialog::AddEntity;
  app::offer_files(bench.workspace, {"/tmp/a.csv"});
  EXPECT_EQ(bench.workspace.toasts.size(), 2u);
  EXPECT_EQ(bench.workspace.dialog, app::Dialog::AddEntity);
  EXPECT_TRUE(bench.workspace.offered_files.empty());
}

model::Entity born(model::Entity row, base::Date date) {
  row.birth_date = date;
  return row;
}

TEST(Panels, Two_records_are_merged_kept_apart_and_split_in_the_window_of_who_is_who) {
  Bench bench;
  bench.open_small_case();
  model::EditBatch more;
  more.label = "Import";
  for (const auto& [id, name] : {std::pair{6u, "Wilhelmina Quistrel"}, {7u, "Quistrel, Wilhelmina"}, {8u, "Wilhelmina Quistrel"}})
    test::add(more, born(test::entity(id, "W" + std::to_string(id), model::EntityKind::Person, name), {1980, 2, 3}));
  ASSERT_TRUE(bench.session().commit(std::move(more)));
  bench.key(ImGuiKey_K, ImGuiMod_Ctrl);
  bench.frames(2);
  bench.type("who is who");
  bench.key(ImGuiKey_Enter);
  ASSERT_TRUE(bench.wait_until([&] { return bench.workspace.matching.found && bench.workspace.matching.found->proposals.size() == 3; }));
  bench.frames(4);
  const auto first = bench.workspace.matching.found->proposals[0];
  bench.press("Merge"); // without a reason
  EXPECT_TRUE(bench.session().snapshot()->entities().find(first.other.id));
  bench.press("##reason");
  bench.type("same passport");
  bench.press("Merge");
  EXPECT_FALSE(bench.session().snapshot()->entities().find(first.other.id));
  EXPECT_TRUE(bench.session().snapshot()->entities().find(first.lead.id));
  ASSERT_TRUE(bench.wait_until([&] { return bench.workspace.matching.found->proposals.size() == 1; }));
  bench.frames(3);
  bench.press("Not the same");
  ASSERT_TRUE(bench.wait_until([&] { return bench.workspace.matching.found->proposals.empty(); }));
  bench.frames(3);
  bench.press("Merged records 1");
  bench.frames(3);
  bench.press("Split"); // the reason of the merge is none for a split
  EXPECT_FALSE(bench.session().snapshot()->entities().find(first.other.id));
  bench.press("##reason");
  bench.type("two people after all");
  bench.press("Split");
  EXPECT_TRUE(bench.session().snapshot()->entities().find(first.other.id));
  ASSERT_TRUE(bench.wait_until([&] { return bench.workspace.matching.found->merged.empty(); }));
  bench.key(ImGuiKey_Escape);
  bench.key(ImGuiKey_Escape); // the first leaves the field
  EXPECT_FALSE(bench.workspace.matching.is_open);
}

TEST(Panels, The_protected_name_is_in_no_label_of_the_window) {
  Bench bench;
  bench.open_small_case();
  app::select_entity(bench.session().view.selection, {4});
  bench.frames(3);
  std::size_t labels = 0;
  for (const auto& item : bench.map.items()) {
    ++labels;
    EXPECT_EQ(item.label.find("Zebulon"), std::string::npos) << item.label;
    EXPECT_EQ(item.label.find("Canarius"), std::string::npos) << item.label;
  }
  EXPECT_GT(labels, 30u);
}

TEST(Panels, A_tab_below_the_chart_opens_its_findings_and_a_press_on_a_name_selects_it) {
  Bench bench;
  bench.open_small_case();
  EXPECT_FALSE(bench.session().view.findings_open);
  bench.press("Impunity");
  ASSERT_TRUE(bench.wait_until([&] { return bench.workspace.derived.findings().page(bench.session().view.findings_tab).page != nullptr; }));
  bench.frames(3);
  bench.press("Hide findings");
  EXPECT_FALSE(bench.session().view.findings_open);
  bench.press("Show findings");
  EXPECT_TRUE(bench.session().view.findings_open);
}

TEST(Panels, Both_bases_can_be_chosen) {
  Bench bench;
  bench.open_small_case();
  bench.press("Net");
  EXPECT_EQ(bench.session().view.basis, benefit::Basis::Net);
  ASSERT_TRUE(bench.wait_until([&] { return bench.workspace.derived.benefit()->report->basis == benefit::Basis::Net; }));
}

} // namespace
} // namespace cuibono

#endif
