// armistice doctor: whether this program works as it should on this machine, and what it found.
#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "experiments/commands/command.hpp"
#include "experiments/device/cuda_device.hpp"
#include "experiments/device/device_processor.hpp"
#include "experiments/engine/available_threads.hpp"
#include "experiments/engine/ensemble.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/error.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/version.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct DoctorOptions {
  bool json = false;
};

void offer(CLI::App& command, DoctorOptions& doctor) {
  command.add_flag("--json", doctor.json, "print it as data");
}

/// One thing that was looked at.
struct Finding {
  bool well = true;
  std::string words;
};

Finding program() {
  return {true, fmt::format("armistice {}, sources {}", kVersion, source_digest().substr(0, 16))};
}

Finding threads() {
  const double quota = cpu_quota();
  const std::string limit =
      std::isfinite(quota) ? fmt::format("; the control group allows {:.1f}", quota) : "";
  return {true,
          fmt::format("{} are used unless --threads says otherwise{}", available_threads(), limit)};
}

/// The results of the first trials of a scenario, all in a row.
std::vector<float> results_of(const Scenario& scenario, const Kernel& kernel,
                              std::shared_ptr<Processor> device = nullptr) {
  RunSettings settings;
  settings.trials = 256;
  settings.kernel = &kernel;
  settings.processor = std::move(device);
  settings.nested_sets = 0;
  std::vector<float> results;
  run_ensemble(scenario, settings, {.sink = [&results](const TrialBlock& block) {
                 results.insert(results.end(), block.results.begin(), block.results.end());
               }});
  return results;
}

bool same_bytes(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

/// The promise that all else rests on, kept here: each instruction set gives the same results.
Finding instruction_sets() {
  const Scenario scenario = read_scenario(find_scenario("status_quo"), {});
  const std::vector<const Kernel*> kernels = available_kernels();
  const std::vector<float> first = results_of(scenario, *kernels.front());
  std::string names, others;
  for (const Kernel* kernel : kernels) {
    names += (names.empty() ? "" : ", ") + std::string(kernel->name);
    if (!same_bytes(first, results_of(scenario, *kernel))) {
      others += (others.empty() ? "" : ", ") + std::string(kernel->name);
    }
  }
  const std::string used = fmt::format("{} of {} is used", kernel_named("auto").name, names);
  if (others.empty()) {
    return {true, used + "; all give the same results, bit for bit"};
  }
  return {false, fmt::format("{}; {} gives other results than {}: please report this machine", used,
                             others, kernels.front()->name)};
}

/// A machine needs none. If the driver shows one, it has to work.
Finding gpu() {
  std::vector<std::unique_ptr<Device>> devices;
  std::vector<DeviceKernelFacts> facts;
  if (!shows_gpu()) return {true, "none, or no driver of NVIDIA's: --device cpu runs without"};
  devices = cuda_devices(device_shape(), nullptr, &facts);
  const std::shared_ptr<Processor> device = device_processor(std::move(devices));
  const DeviceKernelFacts& f = facts.front();
  const std::string what = fmt::format(
      "{}, compute capability {}.{}; a trial takes {} registers and {} bytes of local memory, the "
      "code {} KB",
      device->device(), f.architecture / 10, f.architecture % 10, f.registers, f.local_bytes,
      f.code_bytes / 1024);
  const Scenario scenario = read_scenario(find_scenario("status_quo"), {});
  const Kernel& lanes = kernel_named("auto");
  if (same_bytes(results_of(scenario, lanes), results_of(scenario, lanes, device))) {
    return {true, what + "; it gives the same results, bit for bit"};
  }
  return {false, what + "; it gives other results than the CPU: please report this machine"};
}

Finding scenarios() {
  std::string wrong;
  std::int64_t read = 0;
  for (const fs::path& file : shipped_scenarios()) {
    try {
      read_scenario(file, {});
      ++read;
    } catch (const Error& error) {
      wrong += fmt::format("\n  {}", error.what());
    }
  }
  if (read == 0) {
    return {false,
            "none was found: expected a folder scenarios here, or ../share/armistice/scenarios "
            "beside the program" +
                wrong};
  }
  return {wrong.empty(), fmt::format("{} can be run by name{}", counted(read, "scenario"),
                                     wrong.empty() ? "" : "; these can't be read:" + wrong)};
}

Finding this_folder() {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  if (error) return {false, "it no longer exists: cd to another one"};
  if (::access(here.c_str(), W_OK | X_OK) != 0) {
    return {false, "nothing can be written here; --out takes any folder that you may write to"};
  }
  constexpr double kBytesOfGiB = 1024.0 * 1024.0 * 1024.0;
  const fs::space_info space = fs::space(here, error);
  if (error) return {true, "can be written to"};
  return {true, fmt::format("can be written to; {:.1f} GiB are free",
                            static_cast<double>(space.available) / kBytesOfGiB)};
}

/// What cannot even be looked at is a finding too.
Finding looked_at(Finding (*look)()) {
  try {
    return look();
  } catch (const Error& error) {
    return {false, error.what()};
  }
}

int run_command(const DoctorOptions& options, const Session& session) {
  const std::pair<std::string_view, Finding (*)()> looks[] = {
      {"program", program}, {"threads", threads},     {"instruction sets", instruction_sets},
      {"GPU", gpu},         {"scenarios", scenarios}, {"this folder", this_folder},
  };
  bool well = true;
  Json data = Json::array();
  for (const auto& [about, look] : looks) {
    const Finding found = looked_at(look);
    well = well && found.well;
    data.push_back({{"about", about}, {"well", found.well}, {"words", found.words}});
    if (options.json) continue;
    constexpr int kColumn = 24;
    session.result(
        wrapped(fmt::format("{:<5} {:<17} {}", found.well ? "well" : "ILL", about, found.words),
                kLineWidth, kColumn) +
        "\n");
  }
  if (options.json) session.result(json_text(data));
  return well ? 0 : static_cast<int>(Fault::kInput);
}

}  // namespace

const CommandEntry kDoctorCommand{
    .name = "doctor",
    .group = "Look",
    .summary = "say whether the program works as it should on this machine",
    .examples = R"(  armistice doctor

Some trials are run with each instruction set of this machine, and on its GPU if it has one, and
their results are compared bit for bit. Exit status: 0 if all is well, 2 if something is not.)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
