#include <cmath>

#include "experiments/findings/validation_text.hpp"
#include "experiments/output/version.hpp"
#include "experiments/report/csv.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

Json number(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

void add_claim(Csv& csv, const Claim& claim, std::string_view critic, const ClaimResult& r) {
  csv.cell(claim.id)
      .cell(critic)
      .cell(name_of(r.verdict))
      .cell(claim.scenario)
      .cell(claim.measure.name)
      .cell(claim.sign > 0 ? "more" : "less")
      .cell(r.without)
      .cell(r.with)
      .cell(r.difference.value)
      .cell(r.difference.standard_error)
      .end_row();
}

Json data_of(const ClaimResult& r) {
  return {{"verdict", name_of(r.verdict)},
          {"without", number(r.without)},
          {"with", number(r.with)},
          {"difference", number(r.difference.value)},
          {"standard_error", number(r.difference.standard_error)}};
}

Json run_data(const Validation& v) {
  return {
      {"version", kVersion},         {"command", "validate"},          {"seed", v.settings.seed},
      {"trials", v.settings.trials}, {"claim_trials", v.claim_trials}, {"status", "complete"}};
}

}  // namespace

std::string patterns_csv(const Validation& v) {
  Csv csv;
  csv.header("number,pattern,kind,target,figure,standard_error,holds");
  for (const Pattern& p : v.patterns) {
    csv.cell(p.number)
        .cell(p.name)
        .cell(name_of(p.kind))
        .cell(to_string(p.target))
        .cell(p.figure.value)
        .cell(p.figure.standard_error)
        .cell(p.holds() ? "true" : "false")
        .end_row();
  }
  return csv.take();
}

std::string definitions_csv(const Validation& v) {
  Csv csv;
  csv.header("definition,negotiated_peace,de_facto_ceasefire,continued_war,relapsed");
  for (const DefinitionRow& d : v.definitions) {
    csv.cell(d.definition).cell(d.negotiated).cell(d.ceasefire).cell(d.war).cell(d.relapsed);
    csv.end_row();
  }
  return csv.take();
}

std::string mechanisms_csv(const Validation& v) {
  Csv csv;
  csv.header(
      "scenario,change,negotiated_peace,negotiated_peace_error,de_facto_ceasefire,"
      "de_facto_ceasefire_error,continued_war,continued_war_error,durable_acceptable_peace,"
      "durable_acceptable_peace_error,relapsed,relapsed_error");
  for (const MechanismRow& m : v.mechanisms) {
    csv.cell(m.scenario).cell(m.change);
    for (const Figure& f : {m.negotiated, m.ceasefire, m.war, m.durable, m.relapsed}) {
      csv.cell(f.value).cell(f.standard_error);
    }
    csv.end_row();
  }
  return csv.take();
}

std::string claims_csv(const Validation& v) {
  Csv csv;
  csv.header("claim,critic,verdict,scenario,measure,claims,without,with,difference,standard_error");
  for (const ClaimRow& row : v.claims) {
    add_claim(csv, row.claim, "none", row.by_default);
    for (std::size_t c = 0; c < v.critics.size(); ++c) {
      add_claim(csv, row.claim, v.critics[c].name, row.under[c]);
    }
  }
  return csv.take();
}

Json validation_data(const Validation& v) {
  Json data{{"run", run_data(v)}};
  for (const Pattern& p : v.patterns) {
    data["patterns"].push_back({{"number", p.number},
                                {"pattern", p.name},
                                {"kind", name_of(p.kind)},
                                {"target", to_string(p.target)},
                                {"figure", number(p.figure.value)},
                                {"standard_error", number(p.figure.standard_error)},
                                {"holds", p.holds()}});
  }
  for (const DefinitionRow& d : v.definitions) {
    data["definitions"].push_back({{"definition", d.definition},
                                   {"negotiated_peace", d.negotiated},
                                   {"de_facto_ceasefire", d.ceasefire},
                                   {"continued_war", d.war},
                                   {"relapsed", d.relapsed}});
  }
  for (const ClaimRow& row : v.claims) {
    Json claim{{"claim", row.claim.id}, {"text", row.claim.text}};
    claim["by_default"] = data_of(row.by_default);
    for (std::size_t c = 0; c < v.critics.size(); ++c) {
      claim["under"][v.critics[c].name] = data_of(row.under[c]);
    }
    data["claims"].push_back(std::move(claim));
  }
  return data;
}

std::string validation_manifest_json(const Validation& v, const Environment& environment) {
  Json manifest = run_data(v);
  manifest["csv"] = csv_data(environment.csv);
  manifest["environment"] = {{"command_line", environment.command_line},
                             {"started", environment.started},
                             {"finished", environment.finished},
                             {"threads", v.settings.threads}};
  return json_text(manifest);
}

}  // namespace armistice
