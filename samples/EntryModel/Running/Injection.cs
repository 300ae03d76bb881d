namespace EntryModel.Running;

/// <summary>What may interrupt the CPU.</summary>
internal enum Event
{
    Interrupt,
    Nmi,
    DebugException,
    PageFault,
}

/// <summary>An event at a step of a run, counted from its start.</summary>
internal sealed record Injection(int At, Event Event);

internal static class Events
{
    public static readonly IReadOnlyList<Event> All = Enum.GetValues<Event>();

    /// <summary>Whether the hardware would let it in here.</summary>
    public static bool IsPossible(this Event what, Cpu cpu, StepKind kind) => what switch
    {
        Event.Interrupt => cpu.IrqsEnabled && cpu.GlobalInterruptFlag,
        Event.Nmi => !cpu.NmisBlocked && cpu.GlobalInterruptFlag,
        Event.DebugException => cpu.Dr7 != 0 && cpu.Dr6 == Dr6.None, // none where the status of one is still unread: the kernel refuses such breakpoints
        _ => kind == StepKind.Work, // noinstr code touches nothing that may be absent
    };

    public static void Happen(this Event what, Cpu cpu)
    {
        cpu.Dr6 |= what == Event.DebugException ? Dr6.Trap0 : Dr6.None;
        if (cpu.Config.Fred)
            HappenByFred(what, cpu);
        else
            HappenByIdt(what, cpu);
    }

    private static void HappenByFred(Event what, Cpu cpu)
    {
        var (type, vector) = what switch
        {
            Event.Interrupt => (FredEvent.ExtInt, Vector.Device),
            Event.Nmi => (FredEvent.Nmi, Vector.Nmi),
            Event.DebugException => (FredEvent.HwExc, Vector.Debug),
            _ => (FredEvent.HwExc, Vector.PageFault),
        };
        X86.EntryStubs.AsmFredEntrypointKernel(cpu, type, vector);
    }

    private static void HappenByIdt(Event what, Cpu cpu)
    {
        switch (what)
        {
            case Event.Interrupt:
                X86.EntryStubs.AsmCommonInterrupt(cpu, userMode: false);
                break;
            case Event.Nmi:
                X86.EntryStubs.AsmExcNmi(cpu, userMode: false);
                break;
            case Event.DebugException:
                X86.EntryStubs.AsmExcDebug(cpu, userMode: false);
                break;
            default:
                var notYet = cpu.AsyncPfFlags;
                cpu.AsyncPfFlags = default; // the host sets them together with a fault of its own
                X86.EntryStubs.AsmExcPageFault(cpu, userMode: false);
                cpu.AsyncPfFlags = notYet;
                break;
        }
    }
}
