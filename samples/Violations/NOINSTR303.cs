// The body of an async method or iterator runs where its state machine is resumed, not where it is called.
using System.Collections.Generic;
using System.Threading.Tasks;
using NoInstr;

namespace Violations.SuspendedBodies;

static class Entry
{
    [NoInstr]
    public static async Task DoSyscall() // NOINSTR303: is async
    {
        InstrumentationScope.Begin();
        await Task.Yield();
        InstrumentationScope.End();
    }

    [NoInstr]
    public static IEnumerable<int> Pending() // NOINSTR303: is an iterator
    {
        yield return 32;
    }

    [NoInstr]
    public static void DoSyscallClean()
    {
        InstrumentationScope.Begin();
        _ = Complete();
        InstrumentationScope.End();
    }

    // No state machine: it hands on what exists already.
    [NoInstr]
    public static Task Forward(Task task) => task;

    private static async Task Complete() => await Task.Yield();
}

/// <summary>What covers a member makes it noinstr, too.</summary>
[NoInstr]
static class Idle
{
    public static IEnumerator<int> Cpus() // NOINSTR303
    {
        yield break;
    }

    [Instrumentable]
    public static async Task Report() => await Task.Yield();
}

/// <summary>Accessors, local functions and lambdas have bodies, too.</summary>
static class Bodies
{
    [NoInstr]
    public static IEnumerable<int> Vectors
    {
        get // NOINSTR303: 'Bodies.Vectors.get'
        {
            yield return 2;
        }
    }

    public static void Nest()
    {
        Local();
        Func<Task> lambda = [NoInstr] async () => // NOINSTR303: 'lambda'
        {
            InstrumentationScope.Begin();
            await Task.Yield();
            InstrumentationScope.End();
        };
        lambda = async () => await Task.Yield();

        [NoInstr]
        static IEnumerable<int> Local() // NOINSTR303
        {
            yield break;
        }
    }
}
