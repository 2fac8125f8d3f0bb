// What the program prints about a scenario, and the table of actors: all that the transcription
// knows.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace transcription {

enum class Law { kConstant, kTriangular, kUniform, kBernoulli };

struct Distribution {
  Law law = Law::kConstant;
  double low = 0;  // of a Bernoulli variable its probability
  double mode = 0, high = 0;
};

struct Setting {
  std::string name;  // in full, as "parameters.front.dead_zone"
  int id = 0;
  double value = 0;
  Distribution distribution;
};

enum class When { kAlways, kNoAgreementByMonth, kAfterStop, kAfterBreach };

struct Lever {
  std::string name;
  int id = 0;
  double base = 0, target = 0;
  double start_month = 0, ramp_months = 1;
  bool at_once = false;  // 0 or 1, without a ramp
  When when = When::kAlways;
  double by_month = 0;
};

struct Donor {
  std::string code;
  int bloc = 0;
  bool eu = false, nato = false, parallel = false, european = false;
  double gdp = 0, initial_stance = 0, threat = 0, tie = 0, troops = 0;
  double aid_a_year = 0, months_without_aid = 0;  // as recorded
  bool gives = false;                             // military aid at its base
};

struct Patron {
  std::string code;
  double supply_weight = 0, intercept = 0, sanctions_response = 0, resolve_response = 0;
};

struct Buyer {
  std::string code;
  double weight = 0, intercept = 0, sanctions_response = 0;
};

struct Scenario {
  std::vector<Setting> parameters;
  std::vector<Lever> levers;
  Distribution share;  // of each lever, how much is carried out
  double share_value = 1, common_variance = 0;
  int change_month = 0;  // of the American administration, counted from 0; -1: never
  std::vector<Donor> donors;
  std::vector<Patron> patrons;
  std::vector<Buyer> buyers;
  int blocs = 0;
  double own_bloc = 0;  // the weight of a state's own bloc; the rest is the mean of all
};

/// The number of a name that was read, the same in all scenarios: "front.dead_zone", "us_backup".
int parameter_id(const std::string& name);
int lever_id(const std::string& name);

/// `parameters` is the parameters.csv of a run, `actors` the table of actors. Throws
/// std::runtime_error where one of them has what was not transcribed.
Scenario read_scenario(const std::string& parameters, const std::string& actors);

}  // namespace transcription
