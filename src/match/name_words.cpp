#include "match/name_words.h"

#include <algorithm>
#include <array>

namespace cuibono::match {
namespace {

constexpr Reading kNative[] = {
    // Chinese, simplified and traditional
    {"有限责任公司", " ltd "}, {"有限責任公司", " ltd "}, {"股份有限公司", " jsc "}, {"控股有限公司", " holdings ltd "},
    {"有限公司", " ltd "}, {"责任公司", " ltd "}, {"公司", " co "}, {"集团", " group "}, {"集團", " group "},
    {"控股", " holdings "}, {"技术", " technologies "}, {"技術", " technologies "}, {"科技", " technologies "},
    {"网络", " network "}, {"網絡", " network "}, {"在线", " online "}, {"电子", " electronics "}, {"電子", " electronics "},
    {"银行", " bank "}, {"銀行", " bank "}, {"贸易", " trading "}, {"貿易", " trading "}, {"国际", " international "},
    {"國際", " international "}, {"投资", " investment "}, {"投資", " investment "}, {"建筑", " construction "},
    {"渔业", " fishery "}, {"漁業", " fishery "}, {"酒店", " hotel "}, {"服装", " garment "}, {"食品", " food "},
    {"北京", " beijing "}, {"上海", " shanghai "}, {"深圳", " shenzhen "}, {"香港", " hong kong "}, {"中国", " china "},
    {"中國", " china "},
    // Japanese
    {"株式会社", " kk "}, {"有限会社", " ltd "}, {"合同会社", " llc "}, {"自動車", " motor "}, {"グループ", " group "},
    {"ジャパン", " japan "}, {"ホールディングス", " holdings "}, {"コーヒー", " coffee "}, {"電機", " electric "},
    {"商事", " trading "}, {"水産", " fishery "}, {"建設", " construction "}, {"工業", " industries "}, {"日本", " japan "},
    // Korean
    {"주식회사", " co "}, {"유한회사", " ltd "}, {"(주)", " co "}, {"㈜", " co "}, {"전자", " electronics "}, {"자동차", " motor "},
    {"그룹", " group "}, {"은행", " bank "}, {"건설", " construction "}, {"수산", " fishery "}, {"무역", " trading "},
    // Thai
    {"บริษัท", " co "}, {"บจก.", " ltd "}, {"บมจ.", " plc "}, {"จำกัด", " ltd "}, {"(มหาชน)", " plc "}, {"มหาชน", " plc "},
    {"ห้างหุ้นส่วน", " partnership "}, {"หจก.", " partnership "}, {"ธนาคาร", " bank "}, {"ประเทศไทย", " thailand "},
    {"อินเตอร์เนชั่นแนล", " international "}, {"กรุ๊ป", " group "}, {"โฮลดิ้ง", " holdings "}, {"เทรดดิ้ง", " trading "},
    {"ประมง", " fishery "}, {"โรงแรม", " hotel "}, {"ขนส่ง", " transport "}, {"ก่อสร้าง", " construction "},
    {"การประมง", " fishery "}, {"อาหารทะเล", " seafood "},
    // Lao
    {"ບໍລິສັດ", " co "}, {"ຈຳກັດ", " ltd "}, {"ຈໍາກັດ", " ltd "}, {"ທະນາຄານ", " bank "}, {"ກໍ່ສ້າງ", " construction "},
    // Khmer
    {"ក្រុមហ៊ុន", " co "}, {"ឯ.ក", " ltd "}, {"ខូអិលធីឌី", " ltd "}, {"ធនាគារ", " bank "}, {"សំណង់", " construction "},
    {"សណ្ឋាគារ", " hotel "},
    // Burmese
    {"ကုမ္ပဏီ", " co "}, {"လီမိတက်", " ltd "}, {"ဘဏ်", " bank "}, {"ဟိုတယ်", " hotel "},
    // Arabic, Russian
    {"شركة", " co "}, {"المحدودة", " ltd "}, {"مصرف", " bank "}, {"общество с ограниченной ответственностью", " ooo "},
    {"Общество с ограниченной ответственностью", " ooo "}};

constexpr std::string_view kNativeTitles[] = {"นางสาว", "น.ส.", "เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ.", "นาย", "นาง",
                                              "ທ້າວ", "ນາງສາວ", "ນາງ", "ທ່ານ", "លោកស្រី", "លោក", "កញ្ញា", "អ្នកស្រី", "ဦး", "ဒေါ်"};

constexpr Reading kPhrases[] = {
    {"trach nhiem huu han", "tnhh"}, {"cong ty co phan", "jsc"}, {"cong ty", "co"}, {"co phan", "jsc"}, {"sendirian berhad", "sdn bhd"},
    {"joint stock", "jsc"}, {"public company", "plc"}, {"perseroan terbatas", "pt"}, {"private limited", "pte ltd"}, {"limited liability", "llc"},
    {"s p a", "spa"}, {"co operative", "cooperative"}, {"sp z o o", "spzoo"}};

struct Form {
  std::string_view word, form;
};
constexpr Form kForms[] = {
    {"ab", "ab"}, {"ag", "ag"}, {"aktiengesellschaft", "ag"}, {"ao", "jsc"}, {"aps", "aps"}, {"as", "as"}, {"asa", "as"},
    {"berhad", "bhd"}, {"bhd", "bhd"}, {"bv", "bv"}, {"co", "co"}, {"companies", "co"}, {"company", "co"}, {"cooperative", "cooperative"},
    {"corp", "corp"}, {"corporation", "corp"}, {"cv", "cv"}, {"doo", "ltd"}, {"eireli", "ltd"}, {"gmbh", "gmbh"}, {"inc", "inc"},
    {"incorporated", "inc"}, {"jsc", "jsc"}, {"jscl", "jsc"}, {"kft", "ltd"}, {"kg", "kg"}, {"kk", "kk"}, {"limited", "ltd"}, {"llc", "llc"},
    {"llp", "llp"}, {"lp", "lp"}, {"ltd", "ltd"}, {"ltda", "ltd"}, {"mtv", "tnhh"}, {"nv", "nv"}, {"oao", "jsc"}, {"ohg", "ohg"},
    {"ooo", "ooo"}, {"oy", "oy"}, {"oyj", "oy"}, {"pao", "jsc"}, {"partnership", "partnership"}, {"persero", "pt"}, {"plc", "plc"},
    {"private", "pte"}, {"pt", "pt"}, {"pte", "pte"}, {"pty", "pty"}, {"public", "plc"}, {"pvt", "pte"}, {"sa", "sa"}, {"sae", "sa"},
    {"sarl", "sarl"}, {"sas", "sas"}, {"sdn", "bhd"}, {"se", "se"}, {"spa", "spa"}, {"spzoo", "ltd"}, {"srl", "srl"}, {"sro", "ltd"},
    {"tbk", "pt"}, {"tnhh", "tnhh"}, {"ud", "ud"}, {"yk", "yk"}, {"zao", "jsc"}, {"zrt", "jsc"}};

constexpr std::string_view kTrade[] = {
    "agency", "agencies", "agriculture", "agro", "asia", "asian", "associates", "bank", "banking", "beijing", "brands", "brothers", "business", "cafe",
    "cambodia", "capital", "china", "coffee", "com", "commerce", "commercial", "communications", "construction", "consultancy", "consulting", "dev",
    "development", "east", "electric", "electronic", "electronics", "employment", "energy", "engineering", "enterprise", "enterprises",
    "entertainment", "export", "factory", "farm", "farms", "finance", "financial", "fisheries", "fishery", "fishing", "food", "foods", "foundation",
    "garment", "garments", "global", "group", "holding", "holdings", "hong", "hotel", "hotels", "import", "indonesia", "industrial", "industries",
    "industry", "insurance", "intl", "international", "investment", "investments", "japan", "kong", "labor", "labour", "laos", "logistics", "malaysia",
    "management", "manpower", "manufacturing", "marine", "marketing", "motor", "motors", "myanmar", "network", "networks", "online", "overseas",
    "partners", "pharmaceutical", "pharmaceuticals", "plantation", "plantations", "platform", "platforms", "production", "products", "properties",
    "property", "recruitment", "resort", "resources", "restaurant", "retail", "seafood", "seafoods", "security", "service", "services", "shanghai",
    "shenzhen", "shipping", "singapore", "software", "solutions", "spa", "store", "stores", "supplies", "supply", "systems", "system", "tech", "technologies",
    "technology", "telecom", "textile", "textiles", "thai", "thailand", "tour", "tours", "trade", "trading", "transport", "transportation", "travel",
    "trust", "union", "united", "vietnam", "ventures", "worldwide"};

constexpr std::string_view kTitles[] = {
    "anh", "ba", "cik", "dato", "datin", "datuk", "daw", "don", "dr", "encik", "frau", "haji", "hajah", "hajj", "hajji", "herr", "khun", "lok", "loksrey",
    "madame", "miss", "mme", "monsieur", "mr", "mrs", "ms", "nai", "nang", "nangsao", "neang", "prof", "professor", "puan", "sir", "sr", "sra",
    "tan-sri", "thao", "tuan", "u"};

constexpr std::string_view kParticles[] = {"a/l", "a/p", "abu", "al", "anak", "ap", "bin", "binte", "binti", "bint", "bt", "bte", "d/o", "da", "de", "del",
                                           "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "nee", "s/o", "thi", "van", "ve", "von"};
constexpr std::string_view kSmall[] = {"a", "an", "and", "at", "for", "in", "of", "the"};

constexpr Reading kShort[] = {{"abd", "abdul"}, {"chas", "charles"}, {"md", "muhammad"}, {"mhd", "muhammad"}, {"mohd", "muhammad"},
                              {"muhd", "muhammad"}, {"wm", "william"}};

// Mandarin, Cantonese, Hokkien and Teochew, Vietnamese readings of one written surname.
constexpr std::array<std::string_view, 6> kSurnames[] = {
    {"chen", "chan", "tan", "tran", "chin"}, {"lin", "lam", "lim", "lum"}, {"huang", "wong", "ng", "oei", "hoang", "wee"},
    {"wang", "wong", "ong", "heng", "vuong"}, {"li", "lee", "ly", "lei"}, {"zhang", "cheung", "teo", "chang", "truong", "chong"},
    {"liu", "lau", "low", "luu", "lao"}, {"wu", "ng", "goh", "ngo", "woo"}, {"yang", "yeung", "yeo", "duong", "young"},
    {"zhou", "chow", "chew", "chau", "chou"}, {"xu", "tsui", "chee", "koh", "hsu", "hui"}, {"zheng", "cheng", "tay", "trinh", "teh"},
    {"xie", "tse", "cheah", "chia", "hsieh", "ta"}, {"guo", "kwok", "kuok", "quek", "kwek", "quach"}, {"he", "ho", "ha", "hoe"},
    {"cai", "choi", "chua", "tsai", "thai"}, {"ye", "yip", "yap", "diep", "yeh"}, {"su", "so", "soh", "to"}, {"luo", "lo", "law", "loh", "la"},
    {"liang", "leung", "neo", "luong", "leong"}, {"deng", "tang", "teng", "dang"}, {"pan", "poon", "phua", "phan"}};

bool is_among(std::span<const std::string_view> words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

} // namespace

std::span<const Reading> native_company_words() { return kNative; }
std::span<const std::string_view> native_titles() { return kNativeTitles; }
std::span<const Reading> company_phrases() { return kPhrases; }

std::optional<std::string_view> company_form(std::string_view word) {
  const auto found = std::ranges::find(kForms, word, &Form::word);
  return found == std::end(kForms) ? std::nullopt : std::optional(found->form);
}

bool is_trade_word(std::string_view word) { return is_among(kTrade, word); }
bool is_title(std::string_view word) { return is_among(kTitles, word); }
bool is_particle(std::string_view word) { return is_among(kParticles, word); }
bool is_small_word(std::string_view word) { return is_among(kSmall, word); }

std::string_view long_form(std::string_view word) {
  const auto found = std::ranges::find(kShort, word, &Reading::text);
  return found == std::end(kShort) ? word : found->reads;
}

int surname_family(std::string_view word) {
  if (word.size() > 6 || word.empty()) return 0;
  int number = 0;
  for (const auto& family : kSurnames) {
    ++number;
    if (std::ranges::find(family, word) != family.end()) return number;
  }
  return 0;
}

} // namespace cuibono::match
