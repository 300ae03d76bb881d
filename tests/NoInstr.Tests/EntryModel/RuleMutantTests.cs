using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Tests.EntryRules;

namespace NoInstr.Tests.EntryModel;

/// <summary>Each rule of the entry path that restricts anything is expressed in the model: the model that breaks it is reported.</summary>
public class RuleMutantTests
{
    private static readonly CSharpCompilation Model = ModelSources.Compile();

    public static TheoryData<int> Rules => [.. Mutants.Select(mutant => mutant.Rule)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Mutant_IsReported(int rule)
    {
        var mutant = Mutants.Single(one => one.Rule == rule);
        var (mutated, tree) = mutant.Apply(Model);
        Assert.Empty(mutated.GetSemanticModel(tree).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var analysis = mutated.WithAnalyzers([new NoInstrAnalyzer()]);
        var found = await analysis.GetAnalyzerDiagnosticsAsync();
        Assert.Contains(found.Where(finding => !finding.IsSuppressed).Select(finding => finding.Id), id => mutant.Expected.Contains(id));
    }

    [Fact]
    public void EveryRestrictiveRule_HasAMutant() => Assert.Equal(
        EntryRuleTests.All.Where(rule => !rule.IsPermission).Select(rule => rule.Number).Order(), Mutants.Select(mutant => mutant.Rule).Distinct().Order());

    private const string Begin = "InstrumentationScope.Begin();";
    private const string End = "InstrumentationScope.End();";

    private static readonly RuleMutant[] Mutants =
    [
        new(1, "EnterFromUserMode", $"UserExitIrqoff(cpu); {Begin}", $"{Begin} UserExitIrqoff(cpu);", "NOINSTR401"),
        new(2, "CommonInterrupt", "NoInstr, ", "", "NOINSTR304"),
        new(3, "IrqentryExitToUserMode", $"{Begin} ExitToUserModePrepare(cpu); {End}", "ExitToUserModePrepare(cpu);", "NOINSTR101"),
        new(4, "IrqentryExitToUserMode", End, "", "NOINSTR201", "NOINSTR408"),
        new(6, "IrqentryEnter", "LockdepHardirqsOff(cpu); CtIrqEnter(cpu);", "LockdepHardirqsOff(cpu); RawLocalIrqEnable(cpu); CtIrqEnter(cpu);", "NOINSTR401", "NOINSTR406"),
        new(7, "DoSyscall64", "NoInstr, ", "", "NOINSTR304"),
        new(8, "SyscallEnterFromUserMode", "EnterFromUserMode(cpu, in regs);", "", "NOINSTR401", "NOINSTR405"),
        new(9, "EnterFromUserMode", "LockdepHardirqsOff(cpu); CtWarnOn(cpu, cpu.CtState != CtState.User); UserExitIrqoff(cpu);", "UserExitIrqoff(cpu); LockdepHardirqsOff(cpu);", "NOINSTR404"),
        new(10, "SyscallEnterFromUserMode", $"EnterFromUserMode(cpu, in regs); {Begin} LocalIrqEnable(cpu); nr = SyscallEnterFromUserModeWork(cpu, in regs, nr);", $"{Begin} nr = SyscallEnterFromUserModeWork(cpu, in regs, nr); EnterFromUserMode(cpu, in regs); LocalIrqEnable(cpu);", "NOINSTR401"),
        new(11, "SyscallEnterFromUserMode", "LocalIrqEnable(cpu);", "", "NOINSTR406"),
        new(12, "DoSyscall64", $"{End} SyscallExitToUserMode(cpu, in regs);", $"SyscallExitToUserMode(cpu, in regs); {End}", "NOINSTR408", "NOINSTR204"),
        new(13, "IrqentryExitToUserMode", $"{Begin} ExitToUserModePrepare(cpu); {End} ExitToUserMode(cpu);", $"ExitToUserMode(cpu); {Begin} ExitToUserModePrepare(cpu); {End}", "NOINSTR401"),
        new(14, "ExitToUserMode", "UserEnterIrqoff(cpu); ArchExitToUserMode(cpu); LockdepHardirqsOn(cpu);", "LockdepHardirqsOn(cpu); UserEnterIrqoff(cpu); ArchExitToUserMode(cpu);", "NOINSTR404"),
        new(15, "ExitToUserModeLoop", "LocalIrqDisableExitToUser(cpu);", "", "NOINSTR401", "NOINSTR403", "NOINSTR405"),
        new(16, "DoSyscall64", $"{End} SyscallExitToUserMode", $"LocalIrqDisable(cpu); {End} SyscallExitToUserMode", "NOINSTR406"),
        new(17, "DoSyscall64", "nr = SyscallEnterFromUserMode(cpu, in regs, nr);", "nr = SyscallEnterFromUserMode(cpu, in regs, nr); nr = SyscallEnterFromUserMode(cpu, in regs, nr);", "NOINSTR402", "NOINSTR401"),
        new(18, "GuestStateEnterIrqoff", "GuestContextEnterIrqoff(cpu); LockdepHardirqsOn(cpu);", "LockdepHardirqsOn(cpu); GuestContextEnterIrqoff(cpu);", "NOINSTR404"),
        new(19, "SvmVcpuEnterExit", "GuestStateEnterIrqoff(cpu);", "GuestStateEnterIrqoff(cpu); KmsanUnpoisonEntryRegs(cpu);", "NOINSTR101"),
        new(20, "VcpuEnterGuest", "GuestTimingEnterIrqoff(cpu);", "", "NOINSTR401", "NOINSTR405"),
        new(21, "VcpuRun", "if (XferToGuestModeWorkPendingCore(cpu)", "LocalIrqDisable(cpu); if (XferToGuestModeWorkPendingCore(cpu)", "NOINSTR406"),
        new(22, "GuestStateExitIrqoff", "GuestStateSub();", "", "NOINSTR405"),
        new(23, "IrqentryEnter", "TraceHardirqsOffFinish(cpu);", "", "NOINSTR405"),
        new(24, "IrqentryEnter", "if (RcuMayNotWatch(cpu))", "if (cpu.Config.TinyRcu)", "NOINSTR401", "NOINSTR405"),
        new(25, "DefineIdtentryIrq", "IrqentryExit(cpu, in regs, state);", "", "NOINSTR405", "NOINSTR407"),
        new(26, "IrqEnterRcu", "IrqEnterRaw(cpu);", "", "NOINSTR405"),
        new(27, "CallOnIrqstackCond", "IrqEnterRcu(cpu);", "", "NOINSTR401", "NOINSTR403"),
        new(28, "IrqExitRcuCore", "HardirqCountSub(cpu);", "", "NOINSTR405", "NOINSTR406"),
        new(29, "CallOnIrqstackCond", "IrqExitRcu(cpu);", "", "NOINSTR405", "NOINSTR406"),
        new(30, "IrqentryExit", "CtIrqExit(cpu); LockdepHardirqsOn(cpu);", "CtIrqExit(cpu); IrqentryExitCondResched(cpu); LockdepHardirqsOn(cpu);", "NOINSTR101", "NOINSTR401"),
        new(31, "DoSyscall64", "SyscallExitToUserMode(cpu, in regs);", "SyscallExitToUserMode(cpu, in regs); KmsanUnpoisonEntryRegs(cpu);", "NOINSTR101"),
        new(33, "ExcMachineCheckKernel", "IrqentryNmiExit(cpu, in regs, state);", "IrqentryExit(cpu, in regs, state);", "NOINSTR405"),
        new(35, "IrqentryNmiEnter", "NmiEnterCore(cpu); LockdepHardirqsOff(cpu);", "LockdepHardirqsOff(cpu); NmiEnterCore(cpu);", "NOINSTR404"),
        new(36, "NmiExit", "CtNmiExit(cpu); LockdepHardirqExit(cpu); NmiExitCore(cpu);", "NmiExitCore(cpu); CtNmiExit(cpu); LockdepHardirqExit(cpu);", "NOINSTR404"),
        new(37, "IrqentryNmiEnter", "NmiEnterCore(cpu);", "", "NOINSTR405"),
        new(38, "NmiEnterCore", "NmiCountAdd(cpu);", "HardirqCountAdd(cpu); NmiCountAdd(cpu);", "NOINSTR101", "NOINSTR405"),
        new(39, "ExcMachineCheck", "var dr7 = LocalDbSave(cpu); ExcMachineCheckKernel(cpu, in regs);", "ExcMachineCheckKernel(cpu, in regs); var dr7 = LocalDbSave(cpu);", "NOINSTR401"),
        new(40, "ExcNmi", "IrqentryNmiExit(cpu, in regs, state);", "IrqentryNmiExit(cpu, in regs, state); LockdepHardirqsOn(cpu);", "NOINSTR403", "NOINSTR405"),
        new(41, "ExcInvalidOp", $"{Begin} HandleInvalidOp(cpu, in regs); {End}", "HandleInvalidOp(cpu, in regs);", "NOINSTR101"),
    ];
}
