#include "ingest/graphs/anx.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <pugixml.hpp>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/exports/graph_of_case.h"
#include "ingest/graphs/graph_tables.h"
#include "ingest/graphs/rows_under_way.h"
#include "ingest/xml_text.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

struct TypeWord { std::string_view type, kind; };

// Documented in docs/formats.md. Words of the vocabulary itself need no line.
constexpr std::array<TypeWord, 56> kTypes{{{"man", "person"}, {"woman", "person"}, {"male", "person"}, {"female", "person"}, {"child", "person"},
                                           {"adult", "person"}, {"individual", "person"}, {"suspect", "person"}, {"people", "person"}, {"anonymous", "person"},
                                           {"organisation", "company"}, {"organization", "company"}, {"business", "company"}, {"corporation", "company"},
                                           {"firm", "company"}, {"bank", "company"}, {"agency", "company"},
                                           {"factory", "establishment"}, {"hotel", "establishment"}, {"bar", "establishment"}, {"restaurant", "establishment"},
                                           {"shop", "establishment"}, {"farm", "establishment"}, {"club", "establishment"}, {"workplace", "establishment"},
                                           {"ship", "vessel"}, {"boat", "vessel"}, {"yacht", "vessel"},
                                           {"car", "vehicle"}, {"van", "vehicle"}, {"truck", "vehicle"}, {"lorry", "vehicle"}, {"bus", "vehicle"},
                                           {"motorcycle", "vehicle"}, {"plane", "vehicle"}, {"aircraft", "vehicle"}, {"train", "vehicle"},
                                           {"location", "place"}, {"address", "place"}, {"house", "place"}, {"building", "place"}, {"city", "place"},
                                           {"bank_account", "account"}, {"wallet", "account"},
                                           {"telephone", "phone"}, {"mobile_phone", "phone"}, {"cell_phone", "phone"}, {"mobile", "phone"}, {"sim_card", "phone"},
                                           {"passport", "document"}, {"letter", "document"}, {"report", "document"},
                                           {"property", "asset"}, {"cash", "asset"}, {"meeting", "event"}, {"incident", "event"}}};

constexpr std::size_t kSource = 1, kTarget = 2; // columns of edges

std::string_view attribute(const pugi::xml_node& element, const char* name) { return element.attribute(name).value(); }
bool is_true(std::string_view text) { return text == "true" || text == "1"; }

// The first element below that has a style, and the type that the style names.
pugi::xml_node style_below(pugi::xml_node element) {
  return element.find_node([](pugi::xml_node node) { return local_name(node).ends_with("Style") && local_name(node) != "CIStyle"; });
}

class Reader {
 public:
  Reader(Draft& draft, std::string file_name, const std::shared_ptr<const XmlText>& xml) : draft_(draft), file_name_(std::move(file_name)) {
    graph_.nodes.under_way().source = graph_.edges.under_way().source = xml;
  }

  base::Result<void> read(pugi::xml_node chart);

 private:
  void note_names(pugi::xml_node chart, const char* collection);
  void note_ids(pugi::xml_node items);
  void add_item(pugi::xml_node item);
  void add_entity(pugi::xml_node item, pugi::xml_node entity);
  void add_link(pugi::xml_node item, pugi::xml_node link);
  void add_attributes(RowsUnderWay& rows, pugi::xml_node item);
  void add_texts(RowsUnderWay& rows, pugi::xml_node item);
  void add_kind(std::string_view type);
  void add_style(pugi::xml_node style);
  void add_date(RowsUnderWay& rows, pugi::xml_node item, bool of_link);
  std::string_view named(pugi::xml_node element, const char* name, const char* reference) const;
  std::string_view id_of(std::string_view entity_id) const;
  void add_remarks();

  Draft& draft_;
  std::string file_name_;
  GraphUnderWay graph_;
  std::unordered_map<std::string_view, std::string_view> names_; ///< of types and classes, by their ids
  std::unordered_map<std::string_view, std::string_view> ids_;   ///< of entities: EntityId, the id in the case
  std::uint64_t number_ = 0, left_out_ = 0, cards_ = 0;
};

void Reader::note_names(pugi::xml_node chart, const char* collection) {
  for (const auto element : child_named(chart, collection).children()) names_.emplace(attribute(element, "Id"), attribute(element, "Name"));
}

// The name that stands at the element, or that of what it refers to.
std::string_view Reader::named(pugi::xml_node element, const char* name, const char* reference) const {
  if (const auto own = attribute(element, name); !own.empty()) return own;
  const auto found = names_.find(attribute(element, reference));
  return found == names_.end() ? std::string_view() : found->second;
}

// Identities are ids, unless two entities have the same one.
void Reader::note_ids(pugi::xml_node items) {
  std::unordered_set<std::string_view> taken;
  for (const auto item : items.children()) {
    const auto entity = child_named(child_named(item, "End"), "Entity");
    if (!entity) continue;
    const auto number = attribute(entity, "EntityId"), identity = base::trim(attribute(entity, "Identity"));
    const bool is_free = !identity.empty() && taken.insert(identity).second;
    ids_.emplace(number, is_free ? identity : number);
  }
}

std::string_view Reader::id_of(std::string_view entity_id) const {
  const auto found = ids_.find(entity_id);
  return found == ids_.end() ? entity_id : found->second;
}

void Reader::add_attributes(RowsUnderWay& rows, pugi::xml_node item) {
  const bool of_nodes = &rows == &graph_.nodes;
  for (const auto element : child_named(item, "AttributeCollection").children()) {
    const auto name = named(element, "AttributeClass", "AttributeClassReference");
    const bool is_field = of_nodes ? name == "name" || name == "kind" || name == "role" : name == "type";
    if (!name.empty()) rows.put(is_field ? rows.column(name) : rows.attribute(name), attribute(element, "Value"));
  }
}

void Reader::add_texts(RowsUnderWay& rows, pugi::xml_node item) {
  rows.put(rows.column("notes"), attribute(item, "Description"));
  rows.put(rows.attribute("source reference"), attribute(item, "SourceReference"));
  rows.put(rows.attribute("source type"), attribute(item, "SourceType"));
  rows.put(rows.attribute("date description"), attribute(item, "DateTimeDescription"));
  for (const auto card : child_named(item, "CardCollection").children()) {
    ++cards_;
    for (const auto* part : {"Summary", "Text"}) rows.put(rows.attribute("cards"), attribute(card, part));
  }
}

void Reader::add_kind(std::string_view type) {
  auto& rows = graph_.nodes;
  if (type.empty()) return;
  if (word_value<model::Role>(type)) return rows.put(rows.column("role"), type);
  const auto kind = kind_of_entity_type(type);
  rows.put(rows.column("kind"), kind.empty() ? type : kind);
  if (!kind.empty() && kind != as_word(type)) rows.put(rows.attribute("entity type"), type);
}

// Days are from and to of a tie; the time of day, and the date of an entity, is an attribute.
void Reader::add_date(RowsUnderWay& rows, pugi::xml_node item, bool of_link) {
  const auto time = attribute(item, "DateTime");
  const auto day = time.substr(0, std::min(time.find('T'), time.size()));
  const bool has_date = item.attribute("DateSet") ? is_true(attribute(item, "DateSet")) : !time.empty();
  const bool is_day = has_date && of_link && base::parse_date(day).has_value();
  if (is_day) rows.put(rows.column("from"), day), rows.put(rows.column("to"), day);
  if (is_true(attribute(item, "TimeSet")) || (has_date && !is_day)) rows.put(rows.attribute("date"), time);
}

void Reader::add_entity(pugi::xml_node item, pugi::xml_node entity) {
  auto& rows = graph_.nodes;
  rows.begin(++number_);
  const auto id = id_of(attribute(entity, "EntityId"));
  rows.put(0, id);
  add_attributes(rows, item);
  put_label(rows, attribute(item, "Label"));
  const bool is_ours = rows.has(rows.attribute(kTableColumn)) == model::Entity::kTable; // its attributes say it all
  if (is_ours) return;
  if (rows.has(rows.column("kind")).empty()) add_kind(named(style_below(entity), "Type", "EntityTypeReference"));
  add_texts(rows, item);
  add_date(rows, item, false);
}

void Reader::add_style(pugi::xml_node style) {
  auto& rows = graph_.edges;
  const auto type = named(style, "Type", "LinkTypeReference");
  if (rows.has(rows.column("type")).empty()) rows.put(rows.column("type"), type);
  const auto strength = named(style, "Strength", "StrengthReference");
  if (strength != "Default") rows.put(rows.attribute("strength"), strength);
  const auto arrow = attribute(style, "ArrowStyle");
  if (arrow == "ArrowOnHead" || arrow == "ArrowOnTail") return;
  rows.put(rows.attribute("directed"), "false");
  if (arrow == "ArrowOnBoth") rows.put(rows.attribute("arrows"), "both");
}

void Reader::add_link(pugi::xml_node item, pugi::xml_node link) {
  auto& rows = graph_.edges;
  rows.begin(++number_);
  const auto style = style_below(link);
  const bool is_turned = attribute(style, "ArrowStyle") == "ArrowOnTail";
  rows.put(is_turned ? kTarget : kSource, id_of(attribute(link, "End1Id")));
  rows.put(is_turned ? kSource : kTarget, id_of(attribute(link, "End2Id")));
  add_attributes(rows, item);
  const auto case_id = rows.has(rows.attribute("id"));
  const bool is_ours = !rows.has(rows.attribute(kTableColumn)).empty(); // its attributes say it all
  if (is_ours) {
    rows.put(0, case_id);
    rows.clear(rows.attribute("id"));
    return;
  }
  add_style(style);
  rows.put(rows.attribute("label"), attribute(item, "Label"));
  add_texts(rows, item);
  add_date(rows, item, true);
}

void Reader::add_item(pugi::xml_node item) {
  if (local_name(item) != "ChartItem") return;
  if (const auto entity = child_named(child_named(item, "End"), "Entity")) add_entity(item, entity);
  else if (const auto link = child_named(item, "Link")) add_link(item, link);
  else ++left_out_;
}

void Reader::add_remarks() {
  const auto remark = [&](bool holds, const std::string& sentence) {
    if (holds) draft_.remarks.push_back(fmt::format("{}: {}.", file_name_, sentence));
  };
  remark(left_out_ > 0, fmt::format("{} labels, pictures and other items that are no entity and no link were left out", left_out_));
  remark(cards_ > 0, fmt::format("{} cards are kept in the attribute `cards`, without their dates and grades", cards_));
}

base::Result<void> Reader::read(pugi::xml_node chart) {
  for (const auto* collection : {"EntityTypeCollection", "LinkTypeCollection", "AttributeClassCollection", "StrengthCollection"}) note_names(chart, collection);
  const auto items = child_named(chart, "ChartItemCollection");
  note_ids(items);
  for (const auto item : items.children()) add_item(item);
  add_remarks();
  return add_graph(draft_, std::move(graph_), Nodes::Declared);
}

} // namespace

std::string_view kind_of_entity_type(std::string_view type) {
  const auto word = as_word(base::trim(type));
  if (const auto kind = base::from_name<model::EntityKind>(word)) return base::name_of(*kind);
  const auto* found = std::ranges::find(kTypes, word, &TypeWord::type);
  return found == kTypes.end() ? std::string_view() : found->kind;
}

Fit is_anx(const Sniffed& file) {
  const bool is_chart = file.text.find("<Chart>") != file.text.npos || file.text.find("<Chart ") != file.text.npos;
  if (is_chart && base::trim(file.text.substr(0, 4096)).starts_with('<')) return Fit::Content;
  return file.extension == "anx" ? Fit::Name : Fit::None;
}

base::Result<void> read_anx(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                            base::Progress& progress) {
  const auto size = bytes.size();
  auto parsed = XmlText::parse(path, std::move(bytes));
  if (!parsed) return tl::unexpected(parsed.error());
  const auto xml = std::make_shared<const XmlText>(std::move(*parsed));
  if (local_name(xml->root()) != "Chart")
    return fail(ErrorKind::Input, "this XML is no chart of Analyst's Notebook", fmt::format("{} line {}", path.string(), xml->line(xml->root())),
                "save the chart as XML (.anx)");
  if (!xml->remark().empty()) draft.remarks.push_back(fmt::format("{} {}.", path.filename().string(), xml->remark()));
  const auto read = Reader(draft, path.filename().string(), xml).read(xml->root());
  progress.done += size;
  return read;
}

} // namespace cuibono::ingest
