#include "tests/transcription/settings.hpp"

#include <toml++/toml.h>

#include <fstream>
#include <stdexcept>

namespace transcription {
namespace {

using Row = std::vector<std::string>;
enum Column { kName, kKind, kValue, kDistribution, kUnit, kSource, kColumns };

Row cells_of(const std::string& line) {
  Row row(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      row.emplace_back();
    } else {
      row.back() += c;
    }
  }
  row.resize(kColumns);
  return row;
}

double number(const std::string& text) { return text.empty() ? 0 : std::stod(text); }

double argument(const std::string& call, const std::string& name) {
  const auto at = call.find(name + "=");
  return at == std::string::npos ? 0 : number(call.substr(at + name.size() + 1));
}

Distribution distribution_of(const std::string& call) {
  const std::string law = call.substr(0, call.find('('));
  if (law.empty()) return {};
  if (law == "bernoulli") return {Law::kBernoulli, argument(call, "probability")};
  const double low = argument(call, "min"), high = argument(call, "max");
  if (law == "uniform") return {Law::kUniform, low, 0, high};
  if (law == "triangular") return {Law::kTriangular, low, argument(call, "mode"), high};
  throw std::runtime_error("not transcribed: " + call);
}

void wait(Lever& lever, const std::string& when) {
  if (when == "after_stop") lever.when = When::kAfterStop;
  if (when == "after_breach") lever.when = When::kAfterBreach;
  const auto colon = when.find(':');
  if (colon == std::string::npos) return;
  lever.when = When::kNoAgreementByMonth;
  lever.by_month = number(when.substr(colon + 1));
}

int registered(std::map<std::string, int>& names, const std::string& name) {
  return names.emplace(name, static_cast<int>(names.size())).first->second;
}

int known(const std::map<std::string, int>& names, const std::string& name) {
  const auto found = names.find(name);
  if (found == names.end()) throw std::runtime_error("the program prints no " + name);
  return found->second;
}

std::map<std::string, int>& parameter_names() {
  static std::map<std::string, int> names;
  return names;
}

std::map<std::string, int>& lever_names() {
  static std::map<std::string, int> names;
  return names;
}

void read_lever(Scenario& s, const std::string& name, const Row& row) {
  const auto dot = name.find('.');
  if (dot == std::string::npos) {
    Lever lever;
    lever.name = row[kName];
    lever.id = registered(lever_names(), name);
    lever.target = number(row[kValue]);
    const std::string before = "status quo ";  // what stands before the base in the last column
    lever.base = number(row[kSource].substr(row[kSource].find(before) + before.size()));
    lever.at_once = name == "nato_before_ceasefire" || name == "imposed_terms";
    s.levers.push_back(lever);
    return;
  }
  Lever& lever = s.levers.back();
  const std::string what = name.substr(dot + 1);
  if (what == "start_month") lever.start_month = number(row[kValue]);
  if (what == "ramp_months") lever.ramp_months = number(row[kValue]);
  if (what == "when") wait(lever, row[kValue]);
}

double months_of(const std::string& date) {  // 2025-03
  constexpr int kMonthsPerYear = 12;
  return number(date) * kMonthsPerYear + number(date.substr(date.find('-') + 1));
}

void read_parameters(Scenario& s, const std::string& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file);
  std::string line, start;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const Row row = cells_of(line);
    const auto dot = row[kName].find('.');
    const std::string group = row[kName].substr(0, dot);
    const std::string rest = dot == std::string::npos ? "" : row[kName].substr(dot + 1);
    if (group == "start") start = row[kValue];
    if (rest == "us_administration_change") {
      const bool never = row[kValue].find('-') == std::string::npos;
      s.change_month = never ? -1 : static_cast<int>(months_of(row[kValue]) - months_of(start));
    }
    if (row[kName] == "implementation.share") {
      s.share = distribution_of(row[kDistribution]);
      s.share_value = number(row[kValue]);
    }
    if (rest == "common_variance") s.common_variance = number(row[kValue]);
    if (group == "parameters" || group == "initial") {
      const int id = registered(parameter_names(), group == "initial" ? row[kName] : rest);
      s.parameters.push_back(
          {row[kName], id, number(row[kValue]), distribution_of(row[kDistribution])});
    }
    if (group == "levers") read_lever(s, rest, row);
  }
}

void read_actors(Scenario& s, const std::string& file) {
  const toml::table table = toml::parse_file(file);
  std::map<std::string, int> blocs;
  const auto real = [](const toml::table& row, const char* key) {
    return row[key].value<double>().value();
  };
  const auto flag = [](const toml::table& row, const char* key) {
    return row[key].value<bool>().value();
  };
  const auto text = [](const toml::table& row, const char* key) {
    return row[key].value<std::string>().value();
  };
  for (const auto& node : *table["donors"].as_array()) {
    const toml::table& row = *node.as_table();
    s.donors.push_back(
        {text(row, "code"), registered(blocs, text(row, "bloc")), flag(row, "eu_member"),
         flag(row, "nato_member"), flag(row, "parallel_guarantor"), flag(row, "european"),
         real(row, "gdp_eur_bn"), real(row, "initial_stance"), real(row, "threat"),
         real(row, "tie"), real(row, "troop_willingness"),
         real(row, "recorded_aid_eur_bn_per_year"), real(row, "share_of_months_without_aid"),
         real(row, "base_aid_eur_bn_per_year") > 0});
  }
  for (const auto& node : *table["patrons"].as_array()) {
    const toml::table& row = *node.as_table();
    s.patrons.push_back({text(row, "code"), real(row, "supply_weight"), real(row, "intercept"),
                         real(row, "sanctions_response"), real(row, "resolve_response")});
  }
  for (const auto& node : *table["buyers"].as_array()) {
    const toml::table& row = *node.as_table();
    s.buyers.push_back({text(row, "code"), real(row, "weight"), real(row, "intercept"),
                        real(row, "sanctions_response")});
  }
  s.blocs = static_cast<int>(blocs.size());
  s.own_bloc = table["influence"]["own"].value<double>().value();
}

}  // namespace

int parameter_id(const std::string& name) { return known(parameter_names(), name); }
int lever_id(const std::string& name) { return known(lever_names(), name); }

Scenario read_scenario(const std::string& parameters, const std::string& actors) {
  Scenario s;
  read_parameters(s, parameters);
  read_actors(s, actors);
  return s;
}

}  // namespace transcription
