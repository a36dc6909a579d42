// The kinds of noise that an electrode picks up, each as a time series of any scale; the caller sets the amplitude.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Signal;

/// <summary>Makers of noise: each fills a whole array, at so many Hz, from a generator of its own.</summary>
internal static class NoiseSources
{
    /// <summary>Respiration (0.15–0.4 Hz, with a second harmonic) on a drift below 0.1 Hz (after Sörnmo and Laguna 2005).</summary>
    public static void BaselineWander(double[] noise, double rate, Philox random)
    {
        double breath = random.Uniform(0.15, 0.4);
        var waves = new List<(double Frequency, double Amplitude, double Phase)>
        {
            (breath, 1, Phase(random)),
            (2 * breath, random.Uniform(0.1, 0.3), Phase(random)),
        };
        for (int i = 0; i < 8; i++)
            waves.Add((random.Uniform(0.01, 0.1), random.Uniform(0.2, 0.6), Phase(random)));
        for (int i = 0; i < noise.Length; i++)
        {
            double t = i / rate, sum = 0;
            foreach (var (frequency, amplitude, phase) in waves)
                sum += amplitude * Math.Sin(2 * Math.PI * frequency * t + phase);
            noise[i] = sum;
        }
    }

    /// <summary>The mains with odd harmonics that fall off, and a level that wanders by a fifth; harmonics beyond Nyquist are not there.</summary>
    public static void Powerline(double[] noise, double rate, double frequency, Philox random)
    {
        double mains = frequency + 0.03 * random.NextNormal(), wander = random.Uniform(0.05, 0.3), wanderPhase = Phase(random);
        (double Multiple, double Amplitude, double Phase)[] waves =
        [
            (1, 1, Phase(random)), (3, random.Uniform(0.05, 0.2), Phase(random)), (5, random.Uniform(0.02, 0.1), Phase(random)),
        ];
        Array.Clear(noise);
        foreach (var (multiple, amplitude, phase) in waves)
        {
            for (int i = 0; i < noise.Length && multiple * mains < rate / 2; i++)
            {
                double t = i / rate;
                noise[i] += amplitude * (1 + 0.2 * Math.Sin(2 * Math.PI * wander * t + wanderPhase)) * Math.Sin(2 * Math.PI * multiple * mains * t + phase);
            }
        }
    }

    /// <summary>White noise between 20 Hz and 150 Hz (or 0.45 of the rate) that swells and fades over seconds.</summary>
    public static void Muscle(double[] noise, double rate, Philox random)
    {
        White(noise, random);
        Biquad.HighPass(Math.Min(20, 0.2 * rate), rate).Run(noise);
        Biquad.LowPass(Math.Min(150, 0.45 * rate), rate).Run(noise);
        double f1 = random.Uniform(0.1, 0.5), p1 = Phase(random), f2 = random.Uniform(0.5, 1.5), p2 = Phase(random);
        for (int i = 0; i < noise.Length; i++)
            noise[i] *= Math.Exp(0.6 * Math.Sin(2 * Math.PI * f1 * i / rate + p1) + 0.3 * Math.Sin(2 * Math.PI * f2 * i / rate + p2));
    }

    /// <summary>An electrode that is pushed now and then: a sudden offset that dies away over 0.2–1 s, with a shake of 1–10 Hz; never none.</summary>
    public static void Motion(double[] noise, double rate, Philox random)
    {
        Array.Clear(noise);
        double seconds = noise.Length / rate, mean = random.Uniform(2, 5);
        for (double at = random.Uniform(0, Math.Min(mean, seconds)); at < seconds; at += 0.3 - mean * Math.Log(1 - random.NextDouble()))
        {
            double height = random.NextNormal(), decay = random.Uniform(0.2, 1), shake = random.Uniform(1, 10), phase = Phase(random), rise = random.Uniform(0.02, 0.1);
            for (int i = (int)(at * rate); i < noise.Length; i++)
            {
                double t = i / rate - at;
                if (t > 8 * decay)
                    break;
                noise[i] += height * (1 - Math.Exp(-t / rise)) * Math.Exp(-t / decay) * (1 + 0.5 * Math.Sin(2 * Math.PI * shake * t + phase));
            }
        }
    }

    /// <summary>White noise.</summary>
    public static void White(double[] noise, Philox random)
    {
        for (int i = 0; i < noise.Length; i++)
            noise[i] = random.NextNormal();
    }

    /// <summary>
    /// Autoregressive noise whose coefficients change with time (Sameni et al. 2007): two resonances, one slow and one fast, whose
    /// frequency and damping walk at random within their range, so that the process is stable at every moment.
    /// </summary>
    public static void Autoregressive(double[] noise, double rate, Philox random)
    {
        var slow = new Resonance(0.5, 5, rate, random);
        var fast = new Resonance(8, Math.Min(60, 0.4 * rate), rate, random);
        for (int i = 0; i < noise.Length; i++)
            noise[i] = slow.Next(random.NextNormal()) + 0.5 * fast.Next(random.NextNormal());
    }

    private static double Phase(Philox random) => random.Uniform(0, 2 * Math.PI);

    /// <summary>An AR(2) process of unit power whose pole pair wanders.</summary>
    private sealed class Resonance(double lowest, double highest, double rate, Philox random)
    {
        private double _where = random.NextDouble(), _damping = random.NextDouble();
        private double _last, _before;

        public double Next(double drive)
        {
            // Steps that cross the range about once in ten seconds.
            double step = Math.Sqrt(0.1 / rate);
            _where = Reflect(_where + step * random.NextNormal());
            _damping = Reflect(_damping + step * random.NextNormal());
            double frequency = lowest * Math.Pow(highest / lowest, _where), bandwidth = frequency * (0.2 + 0.8 * _damping);
            double radius = Math.Exp(-Math.PI * bandwidth / rate), a1 = 2 * radius * Math.Cos(2 * Math.PI * frequency / rate), a2 = -radius * radius;
            // The power of an AR(2) process under unit drive.
            double power = (1 - a2) / ((1 + a2) * ((1 - a2) * (1 - a2) - a1 * a1));
            double value = a1 * _last + a2 * _before + drive / Math.Sqrt(power);
            (_last, _before) = (value, _last);
            return value;
        }

        private static double Reflect(double x) => x < 0 ? -x : x > 1 ? 2 - x : x;
    }
}
