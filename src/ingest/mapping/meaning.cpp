#include "ingest/mapping/meaning.h"

#include <array>
#include <string>

#include "base/text.h"

namespace cuibono::ingest {
namespace {

struct Word {
  std::string_view text; ///< in lower case
  Meaning meaning;
};

// A word is found inside a name where it has more than three letters; a shorter one must be the name.
constexpr Word kWords[]{
    {"date", Meaning::Date}, {"transaction date", Meaning::Date}, {"booking date", Meaning::Date}, {"datetime", Meaning::Date}, {"timestamp", Meaning::Date},
    {"วันที่", Meaning::Date}, {"วันเวลา", Meaning::Date}, {"ngày", Meaning::Date}, {"ថ្ងៃ", Meaning::Date}, {"កាលបរិច្ឆេទ", Meaning::Date}, {"tanggal", Meaning::Date},
    {"datum", Meaning::Date}, {"fecha", Meaning::Date}, {"day", Meaning::Date}, {"time", Meaning::Time}, {"เวลา", Meaning::Time}, {"giờ", Meaning::Time},
    {"ម៉ោង", Meaning::Time}, {"jam", Meaning::Time}, {"heure", Meaning::Time}, {"hora", Meaning::Time}, {"uhrzeit", Meaning::Time},
    {"description", Meaning::Description}, {"details", Meaning::Description}, {"narrative", Meaning::Description}, {"particulars", Meaning::Description},
    {"remark", Meaning::Description}, {"memo", Meaning::Description}, {"purpose", Meaning::Description}, {"รายการ", Meaning::Description},
    {"รายละเอียด", Meaning::Description}, {"คำอธิบาย", Meaning::Description}, {"หมายเหตุ", Meaning::Description}, {"diễn giải", Meaning::Description},
    {"nội dung", Meaning::Description}, {"ការពិពណ៌នា", Meaning::Description}, {"keterangan", Meaning::Description}, {"uraian", Meaning::Description},
    {"verwendungszweck", Meaning::Description}, {"libellé", Meaning::Description}, {"remarque", Meaning::Description}, {"concepto", Meaning::Description},
    {"debit", Meaning::Debit}, {"withdrawal", Meaning::Debit}, {"paid out", Meaning::Debit}, {"money out", Meaning::Debit}, {"debet", Meaning::Debit},
    {"ถอนเงิน", Meaning::Debit}, {"ถอน", Meaning::Debit}, {"เดบิต", Meaning::Debit}, {"รายจ่าย", Meaning::Debit}, {"ghi nợ", Meaning::Debit}, {"rút", Meaning::Debit},
    {"ឥណពន្ធ", Meaning::Debit}, {"ដកប្រាក់", Meaning::Debit}, {"soll", Meaning::Debit}, {"débit", Meaning::Debit}, {"expenses", Meaning::Debit},
    {"credit", Meaning::Credit}, {"deposit", Meaning::Credit}, {"paid in", Meaning::Credit}, {"money in", Meaning::Credit}, {"kredit", Meaning::Credit},
    {"ฝากเงิน", Meaning::Credit}, {"ฝาก", Meaning::Credit}, {"เครดิต", Meaning::Credit}, {"รายรับ", Meaning::Credit}, {"ghi có", Meaning::Credit},
    {"nộp", Meaning::Credit}, {"ឥណទាន", Meaning::Credit}, {"ដាក់ប្រាក់", Meaning::Credit}, {"haben", Meaning::Credit}, {"crédit", Meaning::Credit}, {"income", Meaning::Credit},
    {"amount", Meaning::Amount}, {"value", Meaning::Amount}, {"sum", Meaning::Amount}, {"จำนวนเงิน", Meaning::Amount}, {"số tiền", Meaning::Amount},
    {"ចំនួនទឹកប្រាក់", Meaning::Amount}, {"jumlah", Meaning::Amount}, {"nominal", Meaning::Amount}, {"betrag", Meaning::Amount}, {"montant", Meaning::Amount}, {"importe", Meaning::Amount},
    {"dr/cr", Meaning::Direction}, {"cr/dr", Meaning::Direction}, {"d/c", Meaning::Direction}, {"direction", Meaning::Direction}, {"debit/credit", Meaning::Direction},
    {"balance", Meaning::Balance}, {"ยอดคงเหลือ", Meaning::Balance}, {"คงเหลือ", Meaning::Balance}, {"số dư", Meaning::Balance}, {"សមតុល្យ", Meaning::Balance},
    {"saldo", Meaning::Balance}, {"solde", Meaning::Balance}, {"kontostand", Meaning::Balance},
    {"currency", Meaning::Currency}, {"ccy", Meaning::Currency}, {"สกุลเงิน", Meaning::Currency}, {"loại tiền", Meaning::Currency}, {"mata uang", Meaning::Currency}, {"devise", Meaning::Currency},
    {"account", Meaning::OwnAccount}, {"account number", Meaning::OwnAccount}, {"account_id", Meaning::OwnAccount}, {"iban", Meaning::OwnAccount}, {"เลขที่บัญชี", Meaning::OwnAccount},
    {"บัญชี", Meaning::OwnAccount}, {"số tài khoản", Meaning::OwnAccount}, {"tài khoản", Meaning::OwnAccount}, {"គណនី", Meaning::OwnAccount}, {"rekening", Meaning::OwnAccount}, {"konto", Meaning::OwnAccount},
    {"counterparty account", Meaning::OtherAccount}, {"counter_party", Meaning::OtherAccount}, {"beneficiary account", Meaning::OtherAccount}, {"to account", Meaning::OtherAccount},
    {"other account", Meaning::OtherAccount}, {"บัญชีคู่", Meaning::OtherAccount}, {"บัญชีปลายทาง", Meaning::OtherAccount}, {"tài khoản đối ứng", Meaning::OtherAccount}, {"rekening tujuan", Meaning::OtherAccount},
    {"counterparty", Meaning::OtherName}, {"beneficiary", Meaning::OtherName}, {"ผู้รับ", Meaning::OtherName}, {"ชื่อคู่", Meaning::OtherName}, {"người thụ hưởng", Meaning::OtherName}, {"penerima", Meaning::OtherName},
    {"payer", Meaning::Payer}, {"sender", Meaning::Payer}, {"ผู้โอน", Meaning::Payer}, {"pengirim", Meaning::Payer}, {"người gửi", Meaning::Payer},
    {"payee", Meaning::Payee}, {"recipient", Meaning::Payee}, {"receiver", Meaning::Payee}, {"ผู้รับโอน", Meaning::Payee},
    {"reference", Meaning::Reference}, {"transaction id", Meaning::Reference}, {"txn_id", Meaning::Reference}, {"เลขที่อ้างอิง", Meaning::Reference}, {"mã giao dịch", Meaning::Reference},
    {"caller", Meaning::Caller}, {"calling", Meaning::Caller}, {"a number", Meaning::Caller}, {"a-number", Meaning::Caller}, {"anumber", Meaning::Caller}, {"a_number", Meaning::Caller}, {"from number", Meaning::Caller},
    {"originating", Meaning::Caller}, {"หมายเลขต้นทาง", Meaning::Caller}, {"ผู้โทร", Meaning::Caller}, {"số gọi", Meaning::Caller}, {"penelepon", Meaning::Caller},
    {"callee", Meaning::Callee}, {"called", Meaning::Callee}, {"b number", Meaning::Callee}, {"b-number", Meaning::Callee}, {"bnumber", Meaning::Callee}, {"b_number", Meaning::Callee}, {"to number", Meaning::Callee}, {"dialled", Meaning::Callee},
    {"dialed", Meaning::Callee}, {"terminating", Meaning::Callee}, {"หมายเลขปลายทาง", Meaning::Callee}, {"ผู้รับสาย", Meaning::Callee}, {"số bị gọi", Meaning::Callee}, {"penerima panggilan", Meaning::Callee},
    {"duration", Meaning::Duration}, {"seconds", Meaning::Duration}, {"ระยะเวลา", Meaning::Duration}, {"thời lượng", Meaning::Duration}, {"រយៈពេល", Meaning::Duration}, {"durasi", Meaning::Duration},
    {"cell", Meaning::Mast}, {"cell_id", Meaning::Mast}, {"mast", Meaning::Mast}, {"tower", Meaning::Mast}, {"antenna", Meaning::Mast}, {"site id", Meaning::Mast}, {"เสาสัญญาณ", Meaning::Mast}, {"trạm", Meaning::Mast},
    {"latitude", Meaning::Latitude}, {"lat", Meaning::Latitude}, {"ละติจูด", Meaning::Latitude}, {"vĩ độ", Meaning::Latitude}, {"lintang", Meaning::Latitude},
    {"longitude", Meaning::Longitude}, {"lon", Meaning::Longitude}, {"lng", Meaning::Longitude}, {"long", Meaning::Longitude}, {"ลองจิจูด", Meaning::Longitude}, {"kinh độ", Meaning::Longitude}, {"bujur", Meaning::Longitude},
    {"call type", Meaning::CallType}, {"service type", Meaning::CallType}, {"ประเภท", Meaning::CallType}, {"interaction", Meaning::CallType},
    {"name", Meaning::Name}, {"ชื่อ", Meaning::Name}, {"họ tên", Meaning::Name}, {"ឈ្មោះ", Meaning::Name}, {"nama", Meaning::Name},
    {"id", Meaning::Id}, {"no", Meaning::Id}, {"no.", Meaning::Id}, {"number", Meaning::Id}, {"เลขที่", Meaning::Id}, {"passport", Meaning::Id},
    {"date of birth", Meaning::BirthDate}, {"birth date", Meaning::BirthDate}, {"birth_date", Meaning::BirthDate}, {"dob", Meaning::BirthDate}, {"born", Meaning::BirthDate},
    {"วันเกิด", Meaning::BirthDate}, {"ngày sinh", Meaning::BirthDate}, {"tanggal lahir", Meaning::BirthDate}, {"geburtsdatum", Meaning::BirthDate},
    {"nationality", Meaning::Country}, {"country", Meaning::Country}, {"สัญชาติ", Meaning::Country}, {"quốc tịch", Meaning::Country}, {"alias", Meaning::Aliases},
    {"also known as", Meaning::Aliases}, {"nickname", Meaning::Aliases}};

} // namespace

std::optional<Meaning> meaning_of(std::string_view column) {
  const auto name = base::to_lower(base::trim(column));
  std::optional<Meaning> best;
  std::size_t longest = 0;
  for (const auto& word : kWords) {
    const bool is = name == word.text, has = word.text.size() > 3 && name.find(word.text) != name.npos;
    if ((is || has) && word.text.size() > longest) best = word.meaning, longest = word.text.size();
    if (is) return word.meaning;
  }
  return best;
}

} // namespace cuibono::ingest
