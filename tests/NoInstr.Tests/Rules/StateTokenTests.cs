namespace NoInstr.Tests.Rules;

/// <summary>407: every token that a call produces is consumed exactly once on every path that returns.</summary>
public class StateTokenTests
{
    [Theory]
    [InlineData("{|NOINSTR407:Take|}();")]
    [InlineData("_ = {|NOINSTR407:Take|}();")]
    [InlineData("var t = {|NOINSTR407:Take|}();")]
    [InlineData("var t = {|NOINSTR407:Take|}(); Look(t);")]
    [InlineData("var t = {|NOINSTR407:Take|}(); t = {|NOINSTR407:Take|}();")]
    [InlineData("var t = {|NOINSTR407:Take|}(); t = Take(); Give(t);")]
    [InlineData("var t = {|NOINSTR407:Take|}(); t = default; Give(t);")]
    [InlineData("var t = {|NOINSTR407:Take|}(); var u = t; Give(t);")]
    [InlineData("{|NOINSTR407:TakeOut|}(out _);")]
    [InlineData("{|NOINSTR407:TakeOut|}(out var t);")]
    [InlineData("{|NOINSTR407:TakeOut|}(out var t); Look(t);")]
    [InlineData("Token t; {|NOINSTR407:TakeOut|}(out t); TakeOut(out t); Give(t);")]
    [InlineData("{|NOINSTR407:TakeTwo|}(out var a); Give(a);")]
    [InlineData("while (Next()) { var t = {|NOINSTR407:Take|}(); }")]
    [InlineData("Token t = default; while (Next()) { t = {|NOINSTR407:Take|}(); } Give(t);")]
    public Task Dropped_IsReportedWhereItIsMade(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var t = {|NOINSTR407:Take|}(); if (user) Give(t);")]
    [InlineData("var t = {|NOINSTR407:Take|}(); if (user) return; Give(t);")]
    [InlineData("var t = {|NOINSTR407:Take|}(); switch (vector) { case 1: Give(t); break; case 2: Give(t); break; }")]
    [InlineData("var t = {|NOINSTR407:Take|}(); try { MayThrow(); Give(t); } catch (System.InvalidOperationException) { }")]
    [InlineData("var t = {|NOINSTR407:Take|}(); while (user) { Give(t); break; }")]
    public Task NotConsumedOnSomePath_IsReportedWhereItIsMade(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var t = Take(); Give(t); {|NOINSTR407:Give|}(t);")]
    [InlineData("var t = Take(); if (user) Give(t); {|NOINSTR407:Give|}(t);")]
    [InlineData("var t = Take(); while (Next()) { {|NOINSTR407:Give|}(t); } {|NOINSTR407:Give|}(t);")]
    [InlineData("var t = Take(); var u = t; Give(u); {|NOINSTR407:Give|}(u);")]
    [InlineData("var t = Take(); {|NOINSTR407:GiveBoth|}(t, t);")]
    [InlineData("TakeOut(out var t); Give(t); {|NOINSTR407:Give|}(t);")]
    [InlineData("var t = Take(); t.End(); {|NOINSTR407:Give|}(t);")]
    public Task ConsumedTwice_IsReportedAtTheSecondConsumer(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Give(Take());")]
    [InlineData("var t = Take(); Give(t);")]
    [InlineData("var t = Take(); Look(t); Give(t);")]
    [InlineData("var t = Take(); var u = t; Give(u);")]
    [InlineData("var t = Take(); Token u; u = t; Give(u);")]
    [InlineData("var t = Take(); var (a, b) = (t, 1); Give(a);")]
    [InlineData("TakeOut(out var t); Give(t);")]
    [InlineData("TakeOut(out Token t); Give(t);")]
    [InlineData("Give(TakeTwo(out var a)); Give(a);")]
    [InlineData("var t = Take(); t.End();")]
    [InlineData("Take().End();")]
    [InlineData("Give(saved: Take());")]
    [InlineData("var t = user ? Take() : default; Give(t);")]
    [InlineData("var t = user ? Take() : Take(); Give(t);")]
    [InlineData("Token t; if (user) t = Take(); else t = Take(); Give(t);")]
    [InlineData("Token t = default; if (user) t = Take(); Nothing(); if (user) Give(t);")]
    [InlineData("Token t = default; var held = false; if (Next()) { t = Take(); held = true; } if (held) Give(t);")]
    [InlineData("while (Next()) { var t = Take(); Give(t); }")]
    [InlineData("var t = Take(); while (Next()) { Give(t); t = Take(); } Give(t);")]
    [InlineData("var t = Take(); try { MayThrow(); } finally { Give(t); }")]
    [InlineData("var t = Take(); if (user) {|NOINSTR105:throw|} null!; Give(t);")]
    [InlineData("var t = Take(); if (user) { Give(t); return; } Give(t);")]
    [InlineData("var t = Take(); while (true) { }")]
    [InlineData("var a = Take(); var b = Take(); Give(b); Give(a);")]
    [InlineData("var a = Take(); var b = Take(); Give(a); Give(b);")]
    public Task ConsumedOnce_IsClean(string body) => VerifyAsync(body);

    /// <summary>What is stored, returned or captured is somebody else's to give back.</summary>
    [Theory]
    [InlineData("void M() { _held = Take(); }")]
    [InlineData("void M() { var t = Take(); _held = t; }")]
    [InlineData("void M() { var t = Take(); this._held = t; }")]
    [InlineData("void M() { TakeOut(out _held); }")]
    [InlineData("void M() { var t = Take(); _many[0] = t; }")]
    [InlineData("void M() { _many[0] = Take(); }")]
    [InlineData("void M() { TakeOut(out _many[0]); }")]
    [InlineData("void M() { var t = Take(); Held = t; }")]
    [InlineData("Token M() { return Take(); }")]
    [InlineData("Token M() { var t = Take(); return t; }")]
    [InlineData("Token M() => Take();")]
    [InlineData("Token M(bool user) => user ? Take() : Take();")]
    [InlineData("Token M(bool user) { var t = {|NOINSTR407:Take|}(); if (user) return t; return default; }")]
    [InlineData("void M(out Token result) { result = Take(); }")]
    [InlineData("void M(out Token result) { var t = Take(); result = t; }")]
    [InlineData("void M(out Token result) { TakeOut(out result); }")]
    [InlineData("void M(out Token result) => result = Take();")]
    [InlineData("Token Held2 { get => Take(); }")]
    [InlineData("void M() { var t = Take(); System.Action a = () {|NOINSTR104:=>|} Give(t); }")]
    [InlineData("void M() { var t = Take(); void Local() { Give(t); } Local(); }")]
    [InlineData("void M() { var t = Take(); void Local() { Look(t); } Local(); Give(t); }")]
    [InlineData("(Token, int) M() { var t = Take(); return (t, 1); }")]
    [InlineData("void M() { var t = Take(); Begin(); var all = new[] { t }; End(); }")]
    [InlineData("void M() { var t = Take(); Begin(); Token[] all = [t]; End(); }")]
    [InlineData("void M() { Begin(); var pair = new Pair { Held = Take() }; End(); }")]
    [InlineData("void M() { var t = Take(); Begin(); object boxed = t; End(); }")]
    [InlineData("void M([Consumes] Token t) { }")]
    [InlineData("void M([Consumes] Token t) { Give(t); Give(t); }")]
    public Task StoredOrReturned_IsConsumed(string member) => VerifyMemberAsync(member);

    [Theory]
    [InlineData("var s = {|NOINSTR407:Enter|}(); Nothing();")]
    [InlineData("var s = Enter(); Exit(s); {|NOINSTR407:Exit|}(s);")]
    [InlineData("var s = Enter(); if (user) Exit(s); {|NOINSTR407:Exit|}(s);")]
    [InlineData("IdleOnly(); {|NOINSTR407:First|}(); {|NOINSTR407:First|}();")]
    public Task CallWithAFindingOfItsToken_HasNoneOfItsState(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var t = {|#0:Take|}(); if (user) Give(t);", "In 'Entry.M', the entry token that 'Entry.Take' produces is not consumed on some path. Pass it to the matching exit on every path, or return it.")]
    [InlineData("var t = Take(); Give(t); {|#0:Give|}(t);", "In 'Entry.M', the entry token that 'Entry.Take' produced is consumed again by 'Entry.Give'. Consume each token once.")]
    [InlineData("var t = Take(); if (user) Give(t); {|#0:Give|}(t);", "In 'Entry.M', the entry token that 'Entry.Take' produced is consumed again by 'Entry.Give' on some path. Consume each token once.")]
    [InlineData("while (Next()) { var t = {|#0:Take|}(); if (user) continue; Give(t); }", "In 'Entry.M', the entry token that 'Entry.Take' produces is not consumed on some path. Pass it to the matching exit on every path, or return it.")]
    [InlineData("{|#0:Take|}();", "In 'Entry.M', the entry token that 'Entry.Take' produces is not consumed. Pass it to the matching exit on every path, or return it.")]
    public Task Message_NamesProducerConsumerAndPath(string body, string message) => StateCode.VerifyMessageAsync("NOINSTR407", Members($"void M(bool user, int vector) {{ {body} }}"), message);

    [Theory]
    [InlineData("var t = {|NOINSTR407:_take|}();")]
    [InlineData("var t = _take(); Give(t);")]
    [InlineData("_takeOut(out var t); Give(t); {|NOINSTR407:Give|}(t);")]
    [InlineData("var t = {|NOINSTR407:Take|}(); _look(t);")]
    public Task FunctionPointer_Produces(string body) => StateCode.VerifyAsync(Members($$"""
        unsafe void M() { {{body}} }
            [NoInstr] static unsafe delegate*<Token> _take;
            [NoInstr] static unsafe delegate*<out Token, void> _takeOut;
            [NoInstr] static unsafe delegate*<Token, void> _look;
        """));

    private static Task VerifyAsync(string body) => VerifyMemberAsync($"void M(bool user, int vector) {{ {body} }}");

    private static Task VerifyMemberAsync(string member) => StateCode.VerifyAsync(Members(member));

    private static string Members(string member) =>
        $$"""
        [NoInstr] {{member}}

            [EntryToken] struct Token { [NoInstr, Primitive, Consumes] public void End() { } public bool Exit; }
            [NoInstr, Primitive] static Token Take() => default;
            [NoInstr, Primitive] static void TakeOut(out Token token) => token = default;
            [NoInstr, Primitive] static Token TakeTwo(out Token token) => token = default;
            [NoInstr, Primitive] static void Give([Consumes] Token saved) { }
            [NoInstr, Primitive] static void GiveBoth([Consumes] Token one, [Consumes] Token other) { }
            [NoInstr, Primitive] static void Look(Token token) { }
            [NoInstr, Primitive, Ensures(Rcu)] static Token Enter() => default;
            [NoInstr, Primitive, Establishes(Rcu)] static Token First() => default;
            [NoInstr, Primitive, Restores(Rcu)] static void Exit([Consumes] Token token) { }
            struct Pair { public Token Held; }
            Token _held;
            [NoInstr] Token Held { get; set; }
            readonly Token[] _many = null!;
        """;
}
