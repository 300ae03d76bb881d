using System;
using AudioCallback.Audio;
using AudioCallback.Synthesis;

var synthesizer = new Synthesizer();
using var card = new SoundCard(synthesizer.Render);
synthesizer.TrySet(Parameter.Frequency, 1_500);
card.Play();

long allocated = 0;
Play("loud", blocks: 4, () => synthesizer.TrySet(Parameter.Gain, 0.9f));
Play("clipped", blocks: 2, () => synthesizer.Use(Effects.Clip));
Play("quiet", blocks: 4, () => synthesizer.TrySet(Parameter.Gain, 0.1f));
Console.WriteLine($"{allocated} bytes were allocated by the callback.");
return allocated == 0 ? 0 : 1;

void Play(string what, int blocks, Action change)
{
    change();
    for (var block = 1; block <= blocks; block++)
    {
        card.Play();
        allocated += card.AllocatedBytes;
        var level = synthesizer.TakeLoudest();
        Console.WriteLine($"{what,-8}{new string('#', (int)(level * 40)),-40}{level,5:0.00}");
    }
}
