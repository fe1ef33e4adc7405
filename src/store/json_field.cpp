#include "store/json_field.h"

#include <fmt/core.h>
#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace cuibono::store {
namespace {

constexpr int kDeepest = 8; // the journal nests 5 deep

template <class List, class WriteItem>
void write_list(std::string& out, const List& list, WriteItem&& write_item) {
  out += '[';
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out += ',';
    write_item(list[i]);
  }
  out += ']';
}

// Two values in square brackets.
template <class First, class Second>
void write_pair(std::string& out, const First& first, const Second& second) {
  out += '[';
  write_json(out, first);
  out += ',';
  write_json(out, second);
  out += ']';
}

template <class First, class Second>
bool read_pair(const Json& value, First& first, Second& second) {
  return value.is_array() && value.size() == 2 && read_json(value[0], first) && read_json(value[1], second);
}

template <class List, class ReadItem>
bool read_list(const Json& value, List& list, ReadItem&& read_item) {
  if (!value.is_array()) return false;
  list.resize(value.size());
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!read_item(value[i], list[i])) return false;
  return true;
}

template <class Integer>
bool read_integer(const Json& value, Integer& number) {
  if (!value.is_number_integer()) return false;
  if (value.is_number_unsigned() && !std::in_range<std::int64_t>(value.get<std::uint64_t>())) return false;
  const auto wide = value.get<std::int64_t>();
  if (!std::in_range<Integer>(wide)) return false;
  number = static_cast<Integer>(wide);
  return true;
}

// Reads what write_json writes of citations without building a tree of values: loading a million payments spends half
// of its time on that otherwise.
class PlainCitations {
 public:
  explicit PlainCitations(std::string_view text) : rest_(text) {}

  /// False where the text is written in any other way, or a locator needs unescaping; `out` is then of no use.
  bool read(model::Citations& out) {
    if (!take('[')) return false;
    do {
      if (!take('[') || !read_number(out.emplace_back().exhibit.value) || !take(',') || !read_text(out.back().locator) || !take(']')) return false;
    } while (take(','));
    return take(']') && rest_.empty();
  }

 private:
  bool take(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool read_number(std::uint32_t& number) {
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return error == std::errc{};
  }

  bool read_text(std::string& text) {
    if (!take('"')) return false;
    const auto end = rest_.find_first_of("\"\\");
    if (end == std::string_view::npos || rest_[end] != '"') return false;
    text = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return base::is_valid_utf8(text) && std::ranges::none_of(text, [](char byte) { return static_cast<unsigned char>(byte) < 0x20; });
  }

  std::string_view rest_;
};

template <class List>
bool parse_whole(std::string_view text, List& list) {
  const auto json = parse_json(text);
  return json && read_json(*json, list);
}

} // namespace

void write_json(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0; // start of what needs no escape
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(text, plain, i - plain);
    if (byte < 0x20)
      out += fmt::format("\\u{:04x}", byte);
    else
      (out += '\\') += text[i];
    plain = i + 1;
  }
  out.append(text, plain);
  out += '"';
}

void write_json(std::string& out, const std::vector<std::string>& texts) {
  write_list(out, texts, [&](const std::string& text) { write_json(out, text); });
}

void write_json(std::string& out, const model::Attributes& attributes) {
  write_list(out, attributes, [&](const auto& attribute) { write_pair(out, attribute.first, attribute.second); });
}

void write_json(std::string& out, const model::Citations& citations) {
  write_list(out, citations, [&](const auto& citation) { write_pair(out, citation.exhibit, citation.locator); });
}

namespace {

// Of a container without containers inside, the library's destructor takes no memory to speak of: it is empty.
void take_apart(Json& value) {
  for (Json& inner : value)
    if (inner.is_structured()) take_apart(inner);
  value.clear();
}

} // namespace

void LetGo::operator()(Json* document) const {
  if (document->is_structured()) take_apart(*document);
  delete document;
}

Document parse_json(std::string_view text) {
  bool too_deep = false;
  const auto watch = [&](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > kDeepest;
    return !too_deep;
  };
  Document document(new Json);
  *document = Json::parse(text.begin(), text.end(), watch, false);
  if (too_deep || document->is_discarded()) return nullptr;
  return document;
}

bool parse_list(std::string_view text, std::vector<std::string>& texts) { return parse_whole(text, texts); }
bool parse_list(std::string_view text, model::Attributes& attributes) { return parse_whole(text, attributes); }
bool parse_list(std::string_view text, model::Citations& citations) {
  if (PlainCitations(text).read(citations)) return true;
  citations.clear();
  return parse_whole(text, citations);
}

bool read_json(const Json& value, std::string& text) {
  if (!value.is_string()) return false;
  text = value.get_ref<const std::string&>();
  return true;
}

bool read_json(const Json& value, std::vector<std::string>& texts) {
  return read_list(value, texts, [](const Json& item, std::string& text) { return read_json(item, text); });
}

bool read_json(const Json& value, model::Attributes& attributes) {
  return read_list(value, attributes,
                   [](const Json& item, auto& pair) { return read_pair(item, pair.first, pair.second); });
}

bool read_json(const Json& value, model::Citations& citations) {
  return read_list(value, citations, [](const Json& item, auto& citation) {
    return read_pair(item, citation.exhibit, citation.locator);
  });
}

bool read_json(const Json& value, char& code) {
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  code = text.empty() ? '\0' : text[0];
  return text.size() <= 1;
}

bool read_json(const Json& value, model::Date& date) {
  return value.is_string() && read_date(value.get_ref<const std::string&>(), date);
}

bool read_json(const Json& value, double& number) {
  if (!value.is_number()) return false;
  number = value.get<double>();
  return true;
}

bool read_json(const Json& value, bool& yes) {
  if (!value.is_boolean()) return false;
  yes = value.get<bool>();
  return true;
}

bool read_json(const Json& value, int& number) { return read_integer(value, number); }
bool read_json(const Json& value, std::uint32_t& number) { return read_integer(value, number); }
bool read_json(const Json& value, model::Money& amount) { return read_integer(value, amount.cents); }
bool is_null(const Json& value) { return value.is_null(); }

bool read_date(std::string_view text, model::Date& date) {
  const auto parsed = text.empty() ? model::Date{} : base::parse_date(text);
  if (parsed) date = *parsed;
  return parsed.has_value();
}

} // namespace cuibono::store
