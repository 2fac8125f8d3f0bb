#include "experiments/output/sealed_json.hpp"

#include <string>
#include <utility>

#include "experiments/output/file_digest.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kSeal = "crc64";
constexpr const char* kEnvironment = "environment";

std::string digest_of(Json json) {
  json.erase(kSeal);
  json.erase(kEnvironment);
  return text_digest(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

void seal(Json& json) {
  Json environment = json.value(kEnvironment, Json());
  if (environment.is_object()) environment[kSeal] = digest_of(environment);
  json.erase(kEnvironment);
  json.erase(kSeal);
  json[kSeal] = digest_of(json);
  if (!environment.is_null()) json[kEnvironment] = environment;
}

Seal seal_of(const Json& json) {
  if (!json.is_object() || !json.contains(kSeal)) return Seal::kNone;
  const Json environment = json.value(kEnvironment, Json());
  // Earlier versions gave it none.
  const bool sealed = environment.is_object() && environment.contains(kSeal);
  if (sealed && environment[kSeal] != digest_of(environment)) return Seal::kBroken;
  return json[kSeal] == digest_of(json) ? Seal::kWhole : Seal::kBroken;
}

int format_of(const Json& json) {
  if (!json.is_object() || !json.contains("format")) return 1;
  return json["format"].is_number_integer() ? json["format"].get<int>() : 0;
}

}  // namespace armistice
