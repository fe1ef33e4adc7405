#include "ingest/phones/ufdr_xml.h"

#include <expat.h>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/xml_text.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kLongestValue = std::size_t{64} << 10; // of a value; what is beyond is a message's text, which nobody takes
constexpr std::size_t kMostNested = 100'000;

std::string_view local(const char* name) {
  const std::string_view whole = name;
  const auto colon = whole.find(':');
  return colon == whole.npos ? whole : whole.substr(colon + 1);
}

std::string attribute(const char** attributes, std::string_view wanted) {
  for (; *attributes; attributes += 2)
    if (wanted == local(attributes[0])) return attributes[1];
  return {};
}

bool is_field(std::string_view name) {
  return name == "field" || name == "multiField" || name == "modelField" || name == "multiModelField";
}

} // namespace

struct UfdrXml::State {
  explicit State(UfdrSink to) : sink(std::move(to)), parser(XML_ParserCreate(nullptr)) {}
  ~State() { XML_ParserFree(parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  // A model that has begun, and the field of it that has.
  struct Open {
    UfdrModel model;
    std::string field;
    std::size_t nested = 0;
  };

  void start(std::string_view name, const char** attributes);
  void end(std::string_view name);
  void end_model();
  void stop(std::string why) {
    problem = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }
  base::Result<void> parse(std::string_view piece, bool is_last, const std::string& where);

  UfdrSink sink;
  XML_Parser parser;
  std::vector<Open> open;
  std::string item, text, problem;
  int depth = 0, in_files = 0;
  bool gathers = false;
};

// Files of the report have metadata of their own, which say nothing of the device.
void UfdrXml::State::start(std::string_view name, const char** attributes) {
  if (++depth > kDeepestXml) return stop(fmt::format("elements are nested more than {} deep", kDeepestXml));
  if (name == "taggedFiles" || name == "file") ++in_files;
  if (name == "model") {
    open.push_back(
        {{attribute(attributes, "type"), attribute(attributes, "id"), attribute(attributes, "deleted_state"), {}, {}},
         {},
         0});
  } else if (!open.empty() && is_field(name)) {
    open.back().field = attribute(attributes, "name");
  } else if (open.empty() && in_files == 0 && (name == "item" || name == "field")) {
    item = attribute(attributes, "name");
    gathers = true;
    text.clear();
  } else if (!open.empty() && name == "value") {
    gathers = true;
    text.clear();
  }
}

void UfdrXml::State::end_model() {
  auto model = std::move(open.back().model);
  open.pop_back();
  if (open.empty()) return sink.record(model);
  auto& outer = open.back();
  if (model.type == "InstantMessage" && outer.model.type == "Chat") return sink.message(model);
  if (++open.front().nested > kMostNested) return stop(fmt::format("a record holds more than {} others", kMostNested));
  model.within = outer.field;
  outer.model.nested.push_back(std::move(model));
}

void UfdrXml::State::end(std::string_view name) {
  --depth;
  if (name == "taggedFiles" || name == "file") --in_files;
  if (name == "model" && !open.empty()) return end_model();
  if (!gathers) return;
  const std::string value(base::trim(text));
  if (open.empty() && (name == "item" || name == "field")) {
    gathers = false;
    sink.item(item, value);
  } else if (!open.empty() && name == "value") {
    gathers = false;
    auto& field = open.back().model.fields[open.back().field];
    if (!value.empty() && field.size() < kLongestValue) field += (field.empty() ? "" : ";") + value;
  }
}

base::Result<void> UfdrXml::State::parse(std::string_view piece, bool is_last, const std::string& where) {
  if (XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), is_last) == XML_STATUS_OK) return {};
  const auto place = fmt::format("{} line {}", where, XML_GetCurrentLineNumber(parser));
  if (!problem.empty()) return fail(ErrorKind::Input, problem, place, "export the report again");
  return fail(ErrorKind::Input, fmt::format("the XML is broken: {}", base::to_lower(XML_ErrorString(XML_GetErrorCode(parser)))), place,
              "export the report again");
}

UfdrXml::UfdrXml(UfdrSink sink) : state_(std::make_unique<State>(std::move(sink))) {
  auto* parser = state_->parser;
  XML_SetUserData(parser, state_.get());
  XML_SetElementHandler(
      parser,
      [](void* data, const XML_Char* name, const XML_Char** attributes) {
        static_cast<State*>(data)->start(local(name), attributes);
      },
      [](void* data, const XML_Char* name) { static_cast<State*>(data)->end(local(name)); });
  XML_SetCharacterDataHandler(parser, [](void* data, const XML_Char* text, int length) {
    auto& state = *static_cast<State*>(data);
    if (state.gathers && state.text.size() < kLongestValue) state.text.append(text, static_cast<std::size_t>(length));
  });
  XML_SetStartDoctypeDeclHandler(parser, [](void* data, const XML_Char*, const XML_Char*, const XML_Char*,
                                            int has_internal_subset) {
    if (has_internal_subset)
      static_cast<State*>(data)->stop("the report's document type declares entities, which can hide or multiply text");
  });
}

UfdrXml::~UfdrXml() = default;

base::Result<void> UfdrXml::add(std::string_view piece, const std::string& where) { return state_->parse(piece, false, where); }
base::Result<void> UfdrXml::finish(const std::string& where) { return state_->parse({}, true, where); }

} // namespace cuibono::ingest
