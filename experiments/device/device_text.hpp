// The text of the model as a device's compiler reads it: in the program, so that one file runs
// anywhere. cmake/device_text.cmake puts it there.
#pragma once

#include <string>
#include <vector>

namespace armistice {

struct DeviceTextFile {
  const char* name;  // as an include names it
  const char* text;
};

/// The first holds the device's function; the others are what it includes. Null names end it.
extern const DeviceTextFile kDeviceText[];

/// How the text is laid out for a device. It changes the code's size and speed, and no result.
struct DeviceShape {
  int called_lines = 12;  // functions of that many lines are called, not copied in; 0: none
  int called_math = 1;    // exponentials, logarithms and draws too; 2: and divisions
  bool rolled = true;     // loops stay loops
  int block_threads = 128;
  int registers = 0;    // the most of a thread; 0: as the compiler likes
  bool copied = false;  // each thread copies its parameters
  // Threads of a block wait for each other before each step of the month. So they read the same
  // code at the same time: the month does not fit the cache of instructions.
  bool in_step = true;
};

/// ARMISTICE_GPU_SHAPE, such as "lines=8,math=1,rolled=1,block=64,registers=128,copied=0,step=1",
/// for measurements. Throws Error(kInput) if it says something else.
DeviceShape device_shape();

/// The files, laid out so.
struct ShapedText {
  std::vector<std::string> names, texts;
};
ShapedText shaped_text(const DeviceShape& shape);

}  // namespace armistice
