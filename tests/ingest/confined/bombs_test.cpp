// Files made to do harm, given to the program itself: each costs one sentence, exit code 3, a few seconds and little memory.

#include <algorithm>

#include "program.h"
#include "zip_bytes.h"

namespace cuibono::ingest {
namespace {

using testing::deflated_zeros;
using testing::ProgramFolder;
using testing::ProgramRun;
using testing::zip_of;
using testing::ZipEntry;

constexpr double kMostSeconds = testing::kSanitised ? 20 : 5; // a sanitised program on a busy machine is slow to start
constexpr double kMostMb = testing::kSanitised ? 2500 : 1200;

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  all.reserve(count * text.size());
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::size_t lines(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

struct Bomb {
  std::string name, file;
  std::string (*bytes)();
};

std::ostream& operator<<(std::ostream& out, const Bomb& bomb) { return out << bomb.name; }

// ---- XML
std::string graph(std::string_view doctype, std::string_view content) {
  return "<?xml version=\"1.0\"?>" + std::string(doctype) + "<graphml><graph><node id=\"a\"><data key=\"k\">" + std::string(content) + "</data></node></graph></graphml>";
}
std::string billion_laughs() {
  std::string doctype = "<!DOCTYPE graphml [<!ENTITY l0 \"lol\">";
  for (int i = 1; i < 10; ++i) {
    const auto inner = "&l" + std::to_string(i - 1) + ";";
    doctype += "<!ENTITY l" + std::to_string(i) + " \"" + times(10, inner) + "\">";
  }
  return graph(doctype + "]>", "&l9;");
}
std::string quadratic_blowup() { return graph("<!DOCTYPE graphml [<!ENTITY a \"" + std::string(100000, 'a') + "\">]>", times(100000, "&a;")); }
std::string external_entity() { return graph("<!DOCTYPE graphml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;"); }
std::string parameter_entity() { return graph("<!DOCTYPE graphml [<!ENTITY % x SYSTEM \"file:///etc/passwd\"> %x;]>", "a"); }
std::string deep_xml() { return "<graphml>" + times(1000000, "<g>") + times(1000000, "</g>") + "</graphml>"; }
std::string never_closed_xml() { return "<graphml>" + times(1000000, "<g>"); }

// ---- JSON
std::string deep_json() { return times(1000000, "[") + times(1000000, "]"); }
std::string deep_objects() { return times(1000000, "{\"a\":"); }
std::string surrogates_json() { return "{\"nodes\": [{\"id\": \"\\ud800\"}, {\"id\": \"\\udc00x\"}], \"links\""; }

// ---- what charts and threat reports are written in
std::string deep_chart() { return "<Chart>" + times(1000000, "<ChartItemCollection>"); }
std::string laughing_chart() {
  return "<?xml version=\"1.0\"?><!DOCTYPE Chart [<!ENTITY a \"" + std::string(100000, 'a') + "\">]><Chart>" + times(100000, "&a;") + "</Chart>";
}
std::string deep_bundle() { return "{\"type\":\"bundle\",\"id\":\"bundle--1\",\"objects\":" + times(1000000, "["); }

// ---- statements that never end
std::string statement(const std::string& rest) { return ":20:X\r\n:25:A1\r\n:28C:1/1\r\n:60F:C300101XTS0,00\r\n:61:3001010101C1,00NTRFREF\r\n:86:" + rest; }
std::string endless_lines() { return statement(times(1000000, "more of the same purpose, line after line after line\r\n")); }
std::string endless_line() { return statement(std::string(50000000, 'x')); }

// ---- declared counts
std::string pajek() { return "*Vertices 2000000000\n"; }
std::string dl() { return "dl n=2000000000 format=fullmatrix\ndata:\n0 1\n"; }
std::string deep_dot() { return "digraph g " + times(1000000, "{"); }

// ---- text that is none
std::string nuls() { return std::string(1000000, '\0'); }
std::string half_utf16() { return "\xFF\xFE" + times(100000, std::string("\x00\xD8", 2)) + "a"; }

// ---- zip
std::string workbook_with(ZipEntry sheet) {
  const auto stored = [](std::string name, std::string text) {
    const auto size = text.size();
    return ZipEntry{std::move(name), std::move(text), 0, size, 0, false};
  };
  return zip_of({stored("[Content_Types].xml", "<Types/>"),
                 stored("xl/workbook.xml", "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                                           "<sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
                 stored("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
                 std::move(sheet)});
}
constexpr std::uint64_t kZeros = 258 * 2400000 + 1; // 619 MB, more than an entry may have, in 3.9 MB
ZipEntry zeros(std::string name) { return {std::move(name), deflated_zeros(kZeros), 8, kZeros, 0, false}; }
std::string unpacks_to_a_lot() { return workbook_with(zeros("xl/worksheets/sheet1.xml")); }
std::string lies_about_its_size() {
  auto entry = zeros("xl/worksheets/sheet1.xml");
  entry.size = 1000;
  return workbook_with(entry);
}
std::string sheet_with(std::string cell) {
  const std::string sheet = "<worksheet><dimension ref=\"A1:XFD2147483648\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c></row>" + cell + "</sheetData></worksheet>";
  return workbook_with({"xl/worksheets/sheet1.xml", sheet, 0, sheet.size(), 0, false});
}
std::string row_of_two_billion() { return sheet_with("<row r=\"2147483648\"><c r=\"A2147483648\" t=\"str\"><v>x</v></c></row>"); }
std::string column_of_billions() { return sheet_with("<row r=\"2\"><c r=\"ZZZZZZZZ2\" t=\"str\"><v>x</v></c></row>"); }
std::string declares_ten_gb() { return workbook_with({"xl/worksheets/sheet1.xml", "<x/>", 0, std::uint64_t{10} << 30, 0, false}); }
std::string entries_on_top_of_each_other() {
  std::vector<ZipEntry> entries{zeros("xl/workbook.xml")};
  for (int i = 0; i < 1000; ++i) {
    entries.push_back({"xl/worksheets/sheet" + std::to_string(i) + ".xml", {}, 8, kZeros, 0, true});
    entries.back().data.clear();
  }
  return zip_of(entries);
}
std::string zip_in_zip() {
  auto inner = unpacks_to_a_lot();
  for (int i = 0; i < 5; ++i) {
    const auto size = inner.size();
    inner = zip_of({{"inner.xlsx", std::move(inner), 0, size, 0, false}});
  }
  return inner;
}
std::string names_outside() {
  return zip_of({{"../../../../../../tmp/cuibono-was-here", "x", 0, 1, 0, false}, {"/tmp/cuibono-was-here", "x", 0, 1, 0, false}});
}

const Bomb kBombs[] = {
    {"BillionLaughs", "b.graphml", billion_laughs},
    {"QuadraticBlowup", "b.graphml", quadratic_blowup},
    {"ExternalEntity", "b.graphml", external_entity},
    {"ParameterEntity", "b.graphml", parameter_entity},
    {"MillionDeepXml", "b.graphml", deep_xml},
    {"MillionDeepXmlNeverClosed", "b.graphml", never_closed_xml},
    {"MillionDeepGexf", "b.gexf", deep_xml},
    {"BillionLaughsGexf", "b.gexf", billion_laughs},
    {"BillionLaughsXml", "b.xml", billion_laughs},
    {"MillionDeepJson", "b.json", deep_json},
    {"MillionDeepObjects", "b.json", deep_objects},
    {"LoneSurrogatesJson", "b.json", surrogates_json},
    {"MillionDeepChart", "b.anx", deep_chart},
    {"QuadraticBlowupChart", "b.anx", laughing_chart},
    {"MillionDeepBundle", "b.json", deep_bundle},
    {"EndlessLinesOfAStatement", "b.sta", endless_lines},
    {"EndlessLineOfAStatement", "b.sta", endless_line},
    {"WorkbookOfTwoBillionRows", "b.xlsx", row_of_two_billion},
    {"WorkbookOfBillionsOfColumns", "b.xlsx", column_of_billions},
    {"PajekOfTwoBillion", "b.net", pajek},
    {"DlOfTwoBillion", "b.dl", dl},
    {"MillionDeepDot", "b.dot", deep_dot},
    {"NulsAsTable", "b.csv", nuls},
    {"NulsAsGraph", "b.graphml", nuls},
    {"NulsAsJson", "b.json", nuls},
    {"NulsAsWorkbook", "b.xlsx", nuls},
    {"NulsAsDot", "b.dot", nuls},
    {"HalvesOfUtf16", "b.csv", half_utf16},
    {"ZipOf600Mb", "b.xlsx", unpacks_to_a_lot},
    {"ZipThatLiesAboutItsSize", "b.xlsx", lies_about_its_size},
    {"ZipThatDeclares10Gb", "b.xlsx", declares_ten_gb},
    {"ZipOfOverlappingEntries", "b.xlsx", entries_on_top_of_each_other},
    {"ZipInZip", "b.zip", zip_in_zip},
    {"ZipOfNamesOutside", "b.zip", names_outside},
};

class Bombs : public ::testing::TestWithParam<Bomb> {};

void expect_one_sentence(const ProgramRun& ran) {
  EXPECT_EQ(ran.code, 3) << ran.err;
  EXPECT_EQ(lines(ran.err), 1u) << ran.err;
  EXPECT_TRUE(ran.err.starts_with("cuibono: ")) << ran.err;
  EXPECT_LT(ran.seconds, kMostSeconds);
  EXPECT_LT(ran.most_mb, kMostMb);
}

TEST_P(Bombs, Cost_one_sentence) {
  if (testing::program().empty()) GTEST_SKIP() << "CB_PROGRAM names no program";
  const ProgramFolder folder;
  expect_one_sentence(folder.import(folder.file(GetParam().file, GetParam().bytes())));
  EXPECT_FALSE(std::filesystem::exists("/tmp/cuibono-was-here"));
}

INSTANTIATE_TEST_SUITE_P(Program, Bombs, ::testing::ValuesIn(kBombs), [](const auto& bomb) { return bomb.param.name; });

TEST(LargeFiles, A_line_of_500_MB_costs_one_sentence) {
  if (testing::program().empty()) GTEST_SKIP() << "CB_PROGRAM names no program";
  const ProgramFolder folder;
  const auto path = folder.file("line.csv", "source,");
  {
    std::ofstream file(path, std::ios::binary | std::ios::app);
    const std::string piece(std::size_t{1} << 20, 'x');
    for (int i = 0; i < (testing::kSanitised ? 50 : 500); ++i) file << piece;
  }
  const auto ran = folder.import(path);
  EXPECT_EQ(ran.code, 3) << ran.err;
  EXPECT_EQ(lines(ran.err), 1u) << ran.err;
  EXPECT_LT(ran.seconds, kMostSeconds);
}

TEST(Confinement, What_shuts_files_in_is_told) {
  if (testing::program().empty()) GTEST_SKIP() << "CB_PROGRAM names no program";
  const ProgramFolder folder;
  const auto version = folder.run({"version"});
  EXPECT_NE(version.out.find("a filter of system calls"), std::string::npos) << version.out;
  const auto imported = folder.import(folder.file("ties.csv", "source,target\na,b\n"));
  EXPECT_EQ(imported.code, 0) << imported.err;
  EXPECT_NE(imported.err.find("a filter of system calls"), std::string::npos) << imported.err;
}

TEST(Confinement, A_reader_started_by_hand_says_nothing_and_ends) {
  if (testing::program().empty()) GTEST_SKIP() << "CB_PROGRAM names no program";
  const ProgramFolder folder;
  EXPECT_EQ(folder.run({"--confined-reader"}).code, 2);
}

} // namespace
} // namespace cuibono::ingest
