using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>105: raising an exception. The <c>new</c> in a <c>throw</c> is part of it; its arguments are judged all the same.</summary>
public class ThrowTests
{
    [Theory]
    [InlineData("{|NOINSTR105:throw|} new Panic();")]
    [InlineData("if (user) {|NOINSTR105:throw|} new InvalidOperationException(\"idle\" + \"!\");")]
    [InlineData("{|NOINSTR105:throw|} cause;")]
    [InlineData("{|NOINSTR105:throw|} (Exception)cause;")]
    [InlineData("{|NOINSTR105:throw|} null!;")]
    [InlineData("{|NOINSTR105:throw|} user ? new Panic() : new InvalidOperationException();")]
    [InlineData("{|NOINSTR105:throw|} new Panic(Next());")]
    [InlineData("{|NOINSTR105:throw|} new Panic({|NOINSTR101:Describe|}());")]
    [InlineData("{|NOINSTR105:throw|} new Panic({|NOINSTR104:$\"|}vector {vector}\");")]
    [InlineData("{|NOINSTR105:throw|} new Panic(\"idle\", {|NOINSTR101:{|NOINSTR104:new|}|} Panic());")]
    [InlineData("{|NOINSTR105:throw|} new Panic { {|NOINSTR101:Code|} = {|NOINSTR101:Count|}() };")]
    [InlineData("{|NOINSTR105:throw|} user ? new Panic() : new Panic({|NOINSTR101:Describe|}());")]
    [InlineData("{|NOINSTR105:throw|} (cause ?? new Panic())!;")]
    [InlineData("{|NOINSTR105:throw|} vector switch { 1 => new Panic(), _ => new Panic({|NOINSTR101:Describe|}()) };")]
    [InlineData("{|NOINSTR105:throw|} vector switch { 1 => cause, _ => cause };")]
    [InlineData("{|NOINSTR105:throw|} vector {|NOINSTR105:switch|} { 1 => cause, 2 => new Panic() };")]
    [InlineData("{|NOINSTR105:throw|} {|NOINSTR101:Make|}();")]
    [InlineData("var panic = {|NOINSTR101:{|NOINSTR104:new|}|} Panic(); {|NOINSTR105:throw|} panic;")]
    public Task Statement_IsReportedAtItsKeyword(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("_ = name ?? {|NOINSTR105:throw|} new Panic();")]
    [InlineData("_ = user ? 1 : {|NOINSTR105:throw|} new Panic({|NOINSTR101:Describe|}());")]
    [InlineData("_ = user ? {|NOINSTR105:throw|} cause : vector;")]
    [InlineData("_ = vector switch { 1 => 2, _ => {|NOINSTR105:throw|} new Panic() };")]
    public Task Expression_IsReportedAtItsKeyword(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("try { Enter(); } catch { {|NOINSTR105:throw|}; }")]
    [InlineData("try { Enter(); } catch (Exception e) { {|NOINSTR105:throw|}; }")]
    [InlineData("try { Enter(); } catch (Panic) { {|NOINSTR105:throw|}; } catch (Exception e) { {|NOINSTR105:throw|}; }")]
    [InlineData("try { Enter(); } catch (Panic p) { if (user) {|NOINSTR105:throw|}; } catch (Exception) { if (user) { {|NOINSTR105:throw|}; } else { {|NOINSTR105:throw|}; } }")]
    [InlineData("try { Enter(); } catch (Exception) when (user) { Enter(); {|NOINSTR105:throw|}; }")]
    [InlineData("try { Enter(); } catch { try { Enter(); } catch { {|NOINSTR105:throw|}; } {|NOINSTR105:throw|}; }")]
    [InlineData("try { Enter(); } catch { Begin(); Trace(); throw; }")]
    [InlineData("try { Enter(); } catch { Begin(); if (user) throw; End(); }")]
    public Task Rethrow_IsReported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("_ = vector {|NOINSTR105:switch|} { 1 => 2 };")]
    [InlineData("_ = mode {|NOINSTR105:switch|} { DayOfWeek.Monday => 2, DayOfWeek.Friday => 3 };")]
    [InlineData("_ = name {|NOINSTR105:switch|} { not null => 3 };")]
    [InlineData("_ = vector {|NOINSTR105:switch|} { 1 => 2, _ when user => 3 };")]
    [InlineData("_ = vector switch { 1 => 2, _ => 3 };")]
    [InlineData("_ = vector switch { 1 => 2, var other => other };")]
    [InlineData("_ = vector switch { < 0 => 2, >= 0 => 3 };")]
    [InlineData("_ = user switch { true => 2, false => 3 };")]
    [InlineData("_ = name switch { null => 2, not null => 3 };")]
    [InlineData("_ = (user, vector) switch { (true, _) => 1, (false, 1) => 2, (false, not 1) => 3 };")]
    [InlineData("switch (vector) { case 1: Enter(); break; }")]
    public Task SwitchExpression_ThrowsWhereItCanFallThrough(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Begin(); if (user) throw new Panic(Describe()); End();")]
    [InlineData("using (Open()) { throw cause; }")]
    [InlineData("if (user) Begin(); if (vector > 1) {|NOINSTR105:throw|} cause; if (user) End();")]
    [InlineData("{|NOINSTR105:Check|}(user); Check(false); Begin(); Check(user); End();")]
    [InlineData("{|NOINSTR105:Again|}();")]
    [InlineData("_ = {|NOINSTR105:Map|}(vector);")]
    [InlineData("Local(); void Local() { {|NOINSTR105:throw|} cause; }")]
    [InlineData("Action handler = () {|NOINSTR104:=>|} throw cause;")]
    [InlineData("if (false) throw cause;")]
    public Task ScopeAndHelper_CountAsForCalls(string body) => VerifyAsync(body);

    /// <summary>The exceptions of the runtime are no throw.</summary>
    [Theory]
    [InlineData("_ = 1 / vector; _ = irqs[vector]; _ = name.Length; _ = (string)box; _ = checked(vector + 1); irqs = null!;")]
    public Task ImplicitException_IsClean(string body) => VerifyAsync(body);

    /// <summary>An exception that the end of a switch expression would raise, if control came there, joins no path.</summary>
    [Fact]
    public Task ExhaustiveSwitch_RaisesNothing() => VerifyAsync("try { Begin(); vector = vector switch { 1 => 2, _ => 3 }; End(); } finally { Begin(); Trace(); End(); }");

    /// <summary>A try around the place where a function is written is not around what it does.</summary>
    [Theory]
    [InlineData("using (Open()) { Run([NoInstr] () => { if (box == null) {|NOINSTR105:throw|} cause; Enter(); }); }")]
    [InlineData("Begin(); try { Run([NoInstr] () => { Enter(); {|NOINSTR101:Trace|}(); }); } catch (Panic) when (user) { } finally { End(); }")]
    [InlineData("try { Local(); void Local() { Enter(); if (user) {|NOINSTR105:throw|} cause; } } catch (Panic) when (user) { Enter(); } finally { Enter(); }")]
    [InlineData("try { Enter(); } catch { Local(); void Local() { Enter(); if (user) Begin(); {|NOINSTR203:if|} (vector > 1) Enter(); } }")]
    [InlineData("try { Enter(); } catch when (vector > 1) { Local(); [NoInstr] void Local() { try { Enter(); {|NOINSTR105:throw|} cause; } finally { Enter(); } } }")]
    public Task NestedFunction_StandsInNoTryOfTheBodyAround(string body) => VerifyAsync(body);

    [Fact]
    public Task Finding_SaysWhatToDo() => VerifyAsync(
        "if (user) {|#0:throw|} new Panic();",
        Verify.Diagnostic("NOINSTR105").WithLocation(0).WithMessage(
            "'Entry.M' is noinstr, but throws outside of an instrumentation scope. An exception allocates, and filters and handlers of any caller run before the stack unwinds. Wrap the statement in InstrumentationScope.Begin() and End(), or report the failure by a return value."));

    [Fact]
    public Task Finding_InAHelper_NamesTheChain() => VerifyAsync(
        "{|#0:Check|}(user);",
        Verify.Diagnostic("NOINSTR105").WithLocation(0).WithMessage(
            "'Entry.M' is noinstr, but throws through M → Check outside of an instrumentation scope. An exception allocates, and filters and handlers of any caller run before the stack unwinds. Wrap the statement in InstrumentationScope.Begin() and End(), or report the failure by a return value."));

    private static Task VerifyAsync(string body, params DiagnosticResult[] expected) => Verify.VerifyAnalyzerAsync($$"""
        #pragma warning disable CS0162, CS0168, CS8321, CS8509, CS8524, CS8655, CS0219
        using System;
        using NoInstr;
        using static NoInstr.InstrumentationScope;

        class Entry
        {
            [NoInstr] void M(bool user, int vector) { {{body}} }

            string name = null!;
            object box = null!;
            int[] irqs = null!;
            DayOfWeek mode;
            Exception cause = null!;

            [NoInstr] void Enter() { }
            [NoInstr] string Next() => name;
            [AlwaysInline] void Check(bool user) { if (user) throw new Panic(); }
            [AlwaysInline] void Again() { try { Enter(); } catch { throw; } }
            [AlwaysInline] int Map(int vector) => vector switch { 1 => 2 };
            void Trace() { }
            void Run(Action handler) { }
            int Count() => 1;
            string Describe() => name;
            Exception Make() => cause;
        }

        class Panic : Exception
        {
            public Panic() { }
            public Panic(string message) { }
            public Panic(string message, Exception inner) { }
            public int Code { get; set; }
        }
        """, expected);
}
