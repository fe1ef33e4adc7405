#pragma once
// A case in which every place that holds text holds the name of a victim of its own, so that whatever is found says where
// it came from. As case tables and files; encrypted with the victims protected, or in clear as the control.

#include <fmt/core.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/file.h"
#include "spelled.h"

namespace cuibono::reliability {

class CanaryCase {
 public:
  CanaryCase(std::filesystem::path folder, bool is_protected) : folder_(std::move(folder)), protected_(is_protected) {
    std::filesystem::create_directories(folder_ / "tables");
    write_rows();
    write_books();
    write_exhibits();
    write_entities(); // last: everybody has been named
  }

  /// The word that stands in that place and nowhere else.
  const std::string& word(const std::string& place) {
    auto& known = words_[place];
    if (known.empty()) known = fmt::format("Zq{:02}vkwu", words_.size() + 9);
    return known;
  }
  const std::map<std::string, std::string>& words() const { return words_; }
  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

  std::string named_file() {
    const auto file = folder_ / (word("an imported file's name") + ".graphml");
    write(file, R"(<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"><node id="O1"/><node id="O2"/>)"
                R"(<edge source="O1" target="O2"/></graph></graphml>)");
    return file.string();
  }

  /// A sheet that only a mapping knows how to read; its cells name somebody, and a date that is none.
  std::string sheet() {
    const auto file = folder_ / "statement.csv";
    write(file, fmt::format("When,Whom,Out,In\n31/01/2031,{0},10.00,\n{0},{0},,5.00\n", word("a cell of a sheet")));
    return file.string();
  }

  /// A row of this file cannot be read, and its reason quotes what a cell says.
  std::string file_with_rejects() {
    const auto file = folder_ / "rejects" / "payments.csv";
    std::filesystem::create_directories(file.parent_path());
    write(file, fmt::format("id,payer,payee,amount,taint,exhibits\nP9,O1,O2,10,{} again,E1\n", word("a rejected cell")));
    return file.string();
  }

 private:
  static void write(const std::filesystem::path& path, const std::string& text) { (void)base::write_file(path, text); }
  void table(const char* name, const std::string& text) { write(folder_ / "tables" / (std::string(name) + ".csv"), text); }

  void write_rows() {
    table("case", fmt::format("key,value\ntitle,Farm of {}\ncurrency,XTS\n", word("the title")));
    table("roles", fmt::format("entity,role,exhibits,assessor\nO1,cousin of {},E1,{} told it\nO2,owner,E1,\n", word("a role's label"), word("an assessor")));
    table("ties", fmt::format("id,type,source,target,share,exhibits,locator,notes,heard\n"
                              "T1,employs,F1,V10,,E1,page of {},seen with {},from {}\nT2,owns,O1,F1,1,E1,,,\nT3,transports,O2,V11,,E1,,,\nT4,holds_account,O1,A1,,E1,,,\n",
                              word("a tie's locator"), word("a tie's note"), word("a tie's imported column")));
    table("payments", fmt::format("id,date,payer,payee,amount,class,purpose,taint,exhibits,locator,memo\n"
                                  "P1,2031-05-01,F1,O1,600,drawing,for {},1,E1,line of {},{} called\nP2,2031-05-02,A1,O2,100,movement_fee,,,E1,,\n",
                                  word("a payment's purpose"), word("a payment's locator"), word("a payment's imported column")));
    table("custody", fmt::format("exhibits,time,action,from_whom,to_whom,place,purpose\nE1,2031-05-01T08:00:00Z,received,{0},Desk,room of {1},shown to {2}\n",
                                 word("a custody's giver"), word("a custody's place"), word("a custody's purpose")));
    table("disclosure", fmt::format("exhibits,relevant,effect,reviewer,notes\nE1,yes,undermines,{},{} says otherwise\n", word("a reviewer"), word("a disclosure note")));
  }

  void write_books() {
    table("proceeds", fmt::format("establishment,from,to,turnover,exploited_share,net_value,exhibits,remark\nF1,2031-01-01,2031-12-31,1000,1,600,E1,by {}\n", word("a remark on proceeds")));
    table("wages", fmt::format("victim,employer,month,regular_hours,rate,received,exhibits,remark\nV10,F1,2031-01,160,10,0,E1,{} worked\n", word("a remark on wages")));
    table("debts", fmt::format("victim,creditor,month,opening,exhibits,remark\nV10,O1,2031-01,100,E1,{} owes\n", word("a remark on debts")));
    table("elements", fmt::format("accused,victim,element,code,finding,exhibits,locator,remark\nO1,V10,act,receipt,supported,E1,form of {},{}\n", word("an element's locator"), word("a remark on elements")));
    table("indicators", fmt::format("victim,establishment,indicator,strength,finding,exhibits,locator\nV10,F1,Wages of {} withheld,strong,supported,E1,slips of {}\n", word("an indicator"), word("an indicator's locator")));
    table("charges", fmt::format("accused,offence,status,date,exhibits\nO2,forced labour of {},convicted,2032-01-01,E1\n", word("a charge")));
    table("assets", fmt::format("id,kind,owner,value,part,restrained,exhibits,remark\nG1,house of {0},O1,5000,proceeds,,E1,kept by {1}\n", word("an asset's kind"), word("a remark on assets")));
    table("pins", "entity,x,y\nO1,13.25,-7.5\n");
  }

  void write_exhibits() {
    table("exhibits", fmt::format("id,title,kind,lineage,scheme,reliability,credibility,handling,collected_on,collected_by,collected_place,collected_how,file,polarity,notes\n"
                                  "E1,Form of {},form of {},L1,admiralty,B,2,P,2031-05-01,{},at {},from {},{}.pdf,supports,spoke to {}\n",
                                  word("an exhibit's title"), word("an exhibit's kind"), word("a collector"), word("where it was collected"), word("how it was collected"),
                                  word("an exhibit's file name"), word("an exhibit's notes")));
    std::filesystem::create_directories(folder_ / "files");
    const auto file = [&](const std::string& name, const std::string& text) { write(folder_ / "files" / name, text); };
    file(word("a taken file's name") + ".jpg", "\xFF\xD8\xFF\xE1" + std::string("\0\x20" "Exif\0\0", 8) + word("EXIF") + std::string(64, '\xA5'));
    file("chunk.png", "\x89PNG\r\n\x1a\n" + std::string("\0\0\0\x10tEXtAuthor\0", 15) + word("a PNG's text"));
    file("little.txt", "\xFF\xFE" + utf16(word("UTF-16, little end first"), false));
    file("big.txt", "\xFE\xFF" + utf16(word("UTF-16, big end first"), true));
    file("link.txt", "https://example.org/?q=" + hex(word("percent signs"), "%", true));
    file("mail.txt", "Content-Transfer-Encoding: base64\n\n" + base64("to " + word("base64") + " and others"));
    file("page.json", "{\"name\": \"" + hex(word("JSON escapes"), "\\u00", false) + "\"}");
    file("large.bin", std::string(100'000, 'x') + word("a large file beside the case") + std::string(100'000, 'x'));
  }

  // Everybody's name is a word; V10 has all that an identity has.
  void write_entities() {
    std::string rows = fmt::format("id,kind,name,aliases,country,sector,latitude,longitude,birth_date,protected,notes,village {}\n", word("an imported column's name"));
    rows += fmt::format("O1,person,Olga Owner,,,,,,,no,knows {},near {}\n", word("notes on somebody else"), word("an imported column of somebody else"));
    rows += "O2,person,Dan Driver,,,,,,,no,,\nF1,establishment,Green Farm,,,farming,,,,no,,\nA1,account,Farm account,,,,,,,no,,\n";
    const auto yes = protected_ ? "yes" : "no";
    rows += fmt::format("V10,person,{},{} Called;{},,,13.371337,47.114711,1911-11-11,{},{},{}\n", word("a name"), word("an alias"), word("a second alias"), yes,
                        word("a victim's note"), word("a victim's imported column"));
    int number = 11;
    word("an undone edit"), word("a reason"), word("a journal label"), word("an imported file's name"), word("a rejected cell");
    for (const auto& [place, name] : words_)
      if (!is_of_v10(place)) rows += fmt::format("V{},person,{},,,,,,,{},,\n", number++, name, yes);
    table("entities", rows);
  }
  static bool is_of_v10(const std::string& place) {
    return place == "a name" || place == "an alias" || place == "a second alias" || place == "a victim's note" || place == "a victim's imported column";
  }

  std::filesystem::path folder_;
  bool protected_;
  std::map<std::string, std::string> words_;
};

} // namespace cuibono::reliability
