namespace EntryModel.Idle;

/// <summary>
/// include/linux/sched/idle.h: an idle task that polls notices by itself that it should reschedule, so whoever wants it to sends no interrupt.
/// </summary>
internal static class IdlePolling
{
    [Kernel("__current_set_polling")]
    [AlwaysInline]
    internal static void CurrentSetPolling(Cpu cpu)
    {
        Step(cpu);
        cpu.IsPolling = true;
    }

    [Kernel("__current_clr_polling")]
    [AlwaysInline]
    internal static void CurrentClrPolling(Cpu cpu)
    {
        Step(cpu);
        cpu.IsPolling = false;
    }

    [Kernel("current_set_polling_and_test")]
    [AlwaysInline]
    internal static bool CurrentSetPollingAndTest(Cpu cpu)
    {
        CurrentSetPolling(cpu);
        return NeedResched(cpu);
    }

    [Kernel("current_clr_polling_and_test")]
    [AlwaysInline]
    internal static bool CurrentClrPollingAndTest(Cpu cpu)
    {
        CurrentClrPolling(cpu);
        return NeedResched(cpu);
    }
}
