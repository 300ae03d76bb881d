// Options stand in a global configuration file. What is wrong with them is shown at their lines, in the configuration file beside this file.
using NoInstr;

namespace Violations.UnknownOption;

sealed class Syscalls
{
    private int _number;

    // The file means to turn the embedded list of intrinsics off, and does not: the key has a letter too few, and 'no' is no value.
    [NoInstr]
    public void DoSyscall(int number) => System.Threading.Volatile.Write(ref _number, number);
}
