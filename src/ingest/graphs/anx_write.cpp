#include <algorithm>
#include <fmt/core.h>
#include <map>

#include "ingest/exports/graph_of_case.h"
#include "ingest/exports/xml_out.h"
#include "ingest/graphs/anx.h"

namespace cuibono::ingest {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Chart>\n"
    "<ApplicationVersion Major=\"9\" Minor=\"0\" Point=\"0\" Build=\"0\"/>\n"
    "<StrengthCollection><Strength Id=\"ID1\" Name=\"Default\" DotStyle=\"DotStyleSolid\"/></StrengthCollection>\n";

constexpr std::size_t kItemsInRow = 20;
constexpr std::size_t kSpacing = 160; // of items, in the units of the chart
constexpr std::string_view kCaseId = "id"; // attribute of a link: the id of the tie or payment

// `person` as `Person`.
std::string type_name(std::string_view word) {
  std::string name(word);
  std::ranges::replace(name, '_', ' ');
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

class Writer {
 public:
  explicit Writer(const CaseToWrite& what) : graph_(what) {}

  Written write();

 private:
  using Columns = std::vector<std::string>;

  std::string next_id() { return fmt::format("ID{}", ++last_id_); }
  void attribute(std::string_view name, std::string_view value) {
    out_.append(" ").append(name).append("=\"");
    replaced_ += append_xml(out_, value);
    out_ += '"';
  }
  void note_classes(const Columns& columns, const std::vector<bool>& numbers, std::size_t own);
  void classes();
  void values(const Columns& columns, const Columns& cells, std::size_t own);
  void value(const std::string& name, const std::string& text);
  void entity(std::size_t i);
  void link(std::size_t i);
  std::string day_of(const GraphOfCase::Edge& edge) const;

  struct Class { std::string id; bool is_number; };

  GraphOfCase graph_;
  std::string out_{kHead};
  std::map<std::string, Class> classes_;
  std::vector<std::string> ids_;    ///< of the nodes
  std::size_t last_id_ = 1, replaced_ = 0; ///< ID1 is the strength
};

void Writer::note_classes(const Columns& columns, const std::vector<bool>& numbers, std::size_t own) {
  for (auto i = own; i < columns.size(); ++i) {
    const auto [found, is_new] = classes_.try_emplace(columns[i]);
    if (is_new) found->second = {next_id(), numbers[i]};
    else found->second.is_number = found->second.is_number && numbers[i];
  }
}

void Writer::classes() {
  note_classes(graph_.node_columns(), graph_.node_numbers(), GraphOfCase::kNodeTable);
  note_classes(graph_.edge_columns(), graph_.edge_numbers(), GraphOfCase::kEdgeTable);
  classes_.try_emplace(std::string(kCaseId), Class{next_id(), false});
  out_ += "<AttributeClassCollection>\n";
  for (const auto& [name, own] : classes_) {
    out_ += fmt::format("<AttributeClass Id=\"{}\"", own.id);
    attribute("Name", name);
    out_ += fmt::format(" Type=\"{}\" IsUser=\"true\" UserCanAdd=\"true\" UserCanRemove=\"true\"/>\n", own.is_number ? "AttNumber" : "AttText");
  }
  out_ += "</AttributeClassCollection>\n";
}

void Writer::value(const std::string& name, const std::string& text) {
  if (text.empty()) return;
  out_ += "<Attribute";
  attribute("AttributeClass", name);
  out_ += fmt::format(" AttributeClassReference=\"{}\"", classes_.at(name).id);
  attribute("Value", text);
  out_ += "/>";
}

void Writer::values(const Columns& columns, const Columns& cells, std::size_t own) {
  for (auto i = own; i < cells.size(); ++i) value(columns[i], cells[i]);
}

void Writer::entity(std::size_t i) {
  const auto cells = graph_.node(i);
  ids_.push_back(cells[GraphOfCase::kNodeId]);
  const auto label = graph_.node_label(i);
  const auto kind = std::ranges::find(graph_.node_columns(), "kind") - graph_.node_columns().begin();
  const auto x = i % kItemsInRow * kSpacing, y = i / kItemsInRow * kSpacing;
  out_ += fmt::format("<ChartItem Id=\"{}\"", next_id());
  attribute("Label", label);
  out_ += fmt::format(" XPosition=\"{}\"><End X=\"{}\" Y=\"{}\" Z=\"0\"><Entity EntityId=\"{}\"", x, x, y, i + 1);
  attribute("Identity", ids_.back());
  out_ += fmt::format(" LabelIsIdentity=\"{}\"><Icon><IconStyle", label == ids_.back() ? "true" : "false");
  attribute("Type", type_name(cells[static_cast<std::size_t>(kind)]));
  out_ += "/></Icon></Entity></End><AttributeCollection>";
  values(graph_.node_columns(), cells, GraphOfCase::kNodeTable);
  out_ += "</AttributeCollection></ChartItem>\n";
}

// The day of a tie that has one, for the time line of the chart; empty otherwise.
std::string Writer::day_of(const GraphOfCase::Edge& edge) const {
  constexpr std::size_t kWholeDate = 10;
  for (const auto* name : {"date", "from"}) {
    const auto column = std::ranges::find(graph_.edge_columns(), name);
    if (column == graph_.edge_columns().end()) continue;
    const auto& text = edge.cells[static_cast<std::size_t>(column - graph_.edge_columns().begin())];
    if (text.size() == kWholeDate && base::parse_date(text)) return text;
  }
  return {};
}

void Writer::link(std::size_t i) {
  const auto edge = graph_.edge(i);
  const auto type = type_name(graph_.edge_label(i));
  out_ += fmt::format("<ChartItem Id=\"{}\"", next_id());
  attribute("Label", type);
  if (const auto day = day_of(edge); !day.empty()) out_ += fmt::format(" DateSet=\"true\" DateTime=\"{}T00:00:00.000\"", day);
  out_ += fmt::format("><Link End1Id=\"{}\" End2Id=\"{}\"><LinkStyle Strength=\"Default\" ArrowStyle=\"{}\"", edge.source + 1, edge.target + 1,
                      edge.directed ? "ArrowOnHead" : "ArrowNone");
  attribute("Type", type);
  out_ += "/></Link><AttributeCollection>";
  value(std::string(kCaseId), edge.cells[GraphOfCase::kEdgeId]);
  values(graph_.edge_columns(), edge.cells, GraphOfCase::kEdgeTable);
  out_ += "</AttributeCollection></ChartItem>\n";
}

Written Writer::write() {
  classes();
  out_ += "<ChartItemCollection>\n";
  for (std::size_t i = 0; i < graph_.nodes(); ++i) entity(i);
  for (std::size_t i = 0; i < graph_.edges(); ++i) link(i);
  out_ += "</ChartItemCollection>\n</Chart>\n";
  auto losses = graph_.losses();
  if (auto sentence = replaced_characters(replaced_); !sentence.empty()) losses.push_back(std::move(sentence));
  return {std::move(out_), std::move(losses)};
}

} // namespace

base::Result<Written> write_anx(const CaseToWrite& what) { return Writer(what).write(); }

} // namespace cuibono::ingest
