#include "match/name.h"

#include <algorithm>

#include "base/text.h"
#include "match/name_words.h"
#include "match/skeleton.h"

namespace cuibono::match {
namespace {

bool is_word_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Words of a company in a script without blanks between words.
std::string with_company_words(std::string_view text) {
  std::string read(text);
  for (const auto& [native, reads] : native_company_words()) replace_all(read, native, reads);
  return read;
}

// In Chinese and Korean the first character is the surname.
std::string with_surname_apart(std::string_view text) {
  const auto points = code_points(text);
  const bool is_name = points.size() >= 2 && points.size() <= 4 &&
                       std::ranges::all_of(points, [](char32_t c) { return is_han(c) || is_hangul(c); });
  if (!is_name) return std::string(text);
  const std::size_t first = 3; // bytes of every such character but the rarest
  return std::string(text.substr(0, first)) + " " + std::string(text.substr(std::min(first, text.size())));
}

// The Arabic article stands in one with its word.
std::string without_articles(std::string text) {
  if (text.starts_with("ال")) text.replace(0, std::string_view("ال").size(), "");
  replace_all(text, " ال", " ");
  return text;
}

std::string without_title(std::string_view text) {
  for (const auto title : native_titles())
    if (text.starts_with(title) && text.size() > title.size() + 3) return std::string(base::trim(text.substr(title.size())));
  return std::string(text);
}

// Phrases of several words become one.
std::vector<std::string> joined_phrases(std::vector<std::string> words) {
  auto text = " " + base::join(words, " ") + " ";
  for (const auto& [phrase, form] : company_phrases()) replace_all(text, " " + std::string(phrase) + " ", " " + std::string(form) + " ");
  return base::split_list(text, ' ');
}

void add_word(Name& name, const std::string& text) {
  if (name.words.size() < kMostWords) name.words.push_back({text, skeleton(text)});
}

// Letters that stand alone, one after the other, are one word: the initials of a company.
std::vector<std::string> joined_letters(const std::vector<std::string>& words) {
  std::vector<std::string> joined;
  bool last_was_letter = false;
  for (const auto& word : words) {
    const bool is_letter = word.size() == 1;
    if (is_letter && last_was_letter) joined.back() += word;
    else joined.push_back(word);
    last_was_letter = is_letter;
  }
  return joined;
}

void read_organisation(Name& name, std::vector<std::string> words) {
  std::erase_if(words, is_small_word);
  std::vector<std::string> trades;
  for (const auto& word : joined_letters(joined_phrases(std::move(words)))) {
    if (const auto form = company_form(word)) {
      name.forms.emplace_back(*form);
      continue;
    }
    name.whole += word;
    name.initials += word[0];
    if (is_trade_word(word)) trades.push_back(word);
    else add_word(name, word);
  }
  if (name.words.empty()) // nothing but trades: then they are the name
    for (const auto& word : trades) add_word(name, word);
  else name.weak = std::move(trades);
  if (name.words.empty()) // or nothing but forms
    for (const auto& form : name.forms) add_word(name, form), name.whole += form;
}

void read_person(Name& name, std::vector<std::string> words) {
  const auto all = words;
  while (words.size() > 1 && is_title(words.front())) words.erase(words.begin());
  std::vector<std::string> particles;
  for (const auto& word : words) {
    const std::string text(long_form(word));
    if (is_particle(text) && words.size() > 1) {
      particles.push_back(text);
      continue;
    }
    name.whole += text;
    name.initials += text[0];
    add_word(name, text);
  }
  if (name.words.empty())
    for (const auto& word : all) add_word(name, word), name.whole += word;
  else name.weak = std::move(particles);
}

} // namespace

std::vector<std::string> words_of(std::string_view latin) {
  std::vector<std::string> words(1);
  const auto next = [&] {
    if (!words.back().empty()) words.emplace_back();
  };
  for (std::size_t i = 0; i < latin.size(); ++i) {
    const char c = latin[i], after = i + 1 < latin.size() ? latin[i + 1] : ' ';
    if (is_word_letter(c)) words.back() += c;
    else if (c == '\'' || c == '`') continue;
    else if (c == '.' && words.back().size() == 1 && is_word_letter(after)) {
      // s.a.: letters with stops between them are one word where nothing longer follows
      if (i + 2 < latin.size() && is_word_letter(latin[i + 2])) next();
      else words.back() += latin[++i];
    } else if (c == '/' && words.back().size() == 1 && is_word_letter(after)) words.back() += c;
    else if (c == '&') next(), words.back() = "and", next();
    else next();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

base::Result<NameReader> NameReader::create() {
  auto latin = Latin::create();
  if (!latin) return tl::unexpected(latin.error());
  return NameReader(std::move(*latin));
}

Name NameReader::read(std::string_view given, NameKind kind) const {
  const auto text = base::trim(shortened(given));
  Name name;
  if (text.empty()) return name;
  std::string source(text);
  if (!is_ascii(text)) {
    name.han = latin_.simplified_han(text);
    source = kind == NameKind::Person ? without_articles(with_surname_apart(without_title(text))) : with_company_words(text);
  }
  auto words = words_of(latin_(source));
  if (kind == NameKind::Organisation) read_organisation(name, std::move(words));
  else read_person(name, std::move(words));
  return name;
}

} // namespace cuibono::match
