using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace NoInstr.Oracle.Il;

/// <summary>What the compiler makes of a compilation: every method body with its calls.</summary>
internal sealed partial class EmittedAssembly
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly MetadataReader _symbols;
    private readonly MethodNames _names;
    private readonly Dictionary<string, MethodDefinitionHandle> _baseForwarders;
    private readonly Dictionary<MethodDefinitionHandle, IlBody> _bodies = [];

    private EmittedAssembly(PEReader file, MetadataReader symbols)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        _symbols = symbols;
        _names = new MethodNames(_metadata);
        _baseForwarders = _metadata.MethodDefinitions
            .Where(handle => BaseForwarder().IsMatch(_metadata.GetString(_metadata.GetMethodDefinition(handle).Name)))
            .ToDictionary(_names.OfDefinition);
        foreach (var handle in _metadata.MethodDefinitions)
        {
            if (_metadata.GetMethodDefinition(handle).RelativeVirtualAddress != 0)
            {
                _bodies.Add(handle, Read(handle));
            }
        }
    }

    public IReadOnlyCollection<IlBody> Bodies => _bodies.Values;

    public static EmittedAssembly Emit(Compilation compilation)
    {
        var assembly = new MemoryStream();
        var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20)));
        (assembly.Position, symbols.Position) = (0, 0);
        return new EmittedAssembly(new PEReader(assembly), MetadataReaderProvider.FromPortablePdbStream(symbols).GetMetadataReader());
    }

    public IlBody? BodyOf(MethodDefinitionHandle handle) => _bodies.GetValueOrDefault(handle);

    private IlBody Read(MethodDefinitionHandle handle)
    {
        var method = _metadata.GetMethodDefinition(handle);
        var name = _metadata.GetString(method.Name);
        return new IlBody(handle, _names.OfDefinition(handle), _names.TypeOf(handle), name, ReadCalls(handle).ToList(), ReadPoints(handle))
        {
            KickOff = _symbols.GetMethodDebugInformation(handle).GetStateMachineKickoffMethod(),
        };
    }

    private IEnumerable<IlCall> ReadCalls(MethodDefinitionHandle handle)
    {
        var il = _file.GetMethodBody(_metadata.GetMethodDefinition(handle).RelativeVirtualAddress).GetILBytes()!;
        string? constrained = null;
        foreach (var instruction in Instructions.Decode(il))
        {
            var code = (ILOpCode)(ushort)instruction.OpCode.Value;
            switch (code)
            {
                case ILOpCode.Constrained:
                    constrained = _names.TypeOf(MetadataTokens.EntityHandle(instruction.Token));
                    continue;
                case ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Calli or ILOpCode.Jmp:
                    foreach (var callee in CalleesOf(MetadataTokens.EntityHandle(instruction.Token)))
                    {
                        yield return new IlCall(instruction.Offset, code, callee, constrained);
                    }

                    break;
            }

            constrained = null;
        }
    }

    /// <summary>A lambda calls <c>base.M()</c> through a synthesised method of the class: what that one calls is meant.</summary>
    private IEnumerable<string> CalleesOf(EntityHandle token)
    {
        var callee = _names.OfCallee(token);
        return _baseForwarders.TryGetValue(callee, out var forwarder) ? ReadCalls(forwarder).Select(call => call.Callee) : [callee];
    }

    private ImmutableArray<Point> ReadPoints(MethodDefinitionHandle handle)
    {
        var points = ImmutableArray.CreateBuilder<Point>();
        foreach (var point in _symbols.GetMethodDebugInformation(handle).GetSequencePoints())
        {
            var file = point.Document.IsNil ? "" : _symbols.GetString(_symbols.GetDocument(point.Document).Name);
            points.Add(new Point(point.Offset, file, point.StartLine, point.StartColumn, point.IsHidden));
        }

        return points.ToImmutable();
    }

    [GeneratedRegex(@"^<>n__\d+$")]
    private static partial Regex BaseForwarder();
}
