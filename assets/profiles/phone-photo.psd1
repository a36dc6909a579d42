# Phones' photos of sheets on a desk: taken from above by hand, in the light that there is.
@{
    Summary    = 'Photos of sheets, taken with phones'
    Parameters = @{
        Light = @{ Choice = 'Day', 'Lamp', 'Dim'; Weights = 5, 3, 2 }
    }
    Stages     = @(
        @{
            Kind      = 'paper'
            Vendor    = @{ Choice = 'Alder', 'Birch', 'Cedar', 'Hazel', 'Juniper', 'Larch', 'Maple', 'Rowan', 'Sorrel', 'Willow'; Weights = 3, 2, 2, 2, 2, 1, 2, 2, 2, 2 }
            PaperSize = @{ DependsOn = 'paper.vendor'; Cases = @{ Alder = 'Letter'; Cedar = 'Letter'; Maple = 'Letter' }; Else = 'A4' }
            Dpi       = 200
        }
        @{ Kind = 'printedText' }
        @{ Kind = 'handwriting'; Probability = 0.25; Count = @{ Choice = 1, 2, 3; Weights = 4, 2, 1 } }

        # Sheets that went from hand to hand.
        @{ Kind = 'crease'; Probability = 0.35; Strength = @{ Uniform = 0.2, 0.7 } }
        @{ Kind = 'crumple'; Probability = 0.2; Strength = @{ Uniform = 0.15, 0.5 } }
        @{ Kind = 'stain'; Probability = 0.1; Kinds = @{ Choice = 'CoffeeRing', 'WaterEdge', 'InkSmear', 'Staple' } }
        @{ Kind = 'curl'; Probability = 0.5 }

        # The camera: rarely far from upright, at arm's length.
        @{
            Kind  = 'perspective'
            Yaw   = @{ Normal = 0, 6; Min = -18; Max = 18 }
            Pitch = @{ Normal = 8, 8; Min = -12; Max = 30 }
            Roll  = @{ Normal = 0, 2.5; Min = -8; Max = 8 }
        }
        @{ Kind = 'lens'; Probability = 0.4 }
        @{ Kind = 'background' }
        @{ Kind = 'crop'; Fit = @{ Choice = 'Sheet', 'Inside'; Weights = 7, 3 }; Margin = @{ DependsOn = 'crop.fit'; Cases = @{ Sheet = @{ Uniform = 3, 22 }; Inside = @{ Uniform = 0, 3 } } } }
        @{
            Kind         = 'light'
            Type         = @{ DependsOn = 'parameters.light'; Cases = @{ Lamp = 'Point' }; Else = 'Gradient' }
            Strength     = @{ DependsOn = 'parameters.light'; Cases = @{ Dim = @{ Uniform = 0.3, 0.5 } }; Else = $null }
            Kelvin       = @{ DependsOn = 'parameters.light'; Cases = @{ Day = @{ Uniform = 5000, 7500 }; Lamp = @{ Normal = 3200, 400; Min = 2600; Max = 4200 }; Dim = @{ Uniform = 2800, 4500 } } }
            WhiteBalance = @{ Uniform = 0.6, 1 }
        }
        @{ Kind = 'light'; Name = 'shadow'; Type = 'Shadow'; Probability = 0.35 }
        @{ Kind = 'light'; Name = 'vignette'; Type = 'Vignette'; Probability = 0.4 }
        @{ Kind = 'light'; Name = 'glare'; Type = 'Glare'; Probability = 0.1 }

        # The sensor: dim light is noisier, and its photos are less steady.
        @{
            Kind  = 'blur'
            Shape = @{ DependsOn = 'parameters.light'; Cases = @{ Dim = @{ Choice = 'Gaussian', 'Motion'; Weights = 3, 1 } }; Else = @{ Choice = 'Gaussian', 'Defocus', 'Motion'; Weights = 16, 3, 1 } }
            Size  = @{ DependsOn = 'blur.shape'; Cases = @{ Gaussian = @{ Uniform = 0.5, 0.7 }; Defocus = @{ Uniform = 0.8, 1.6 }; Motion = @{ Uniform = 1.5, 4 } } }
        }
        @{
            Kind     = 'imageNoise'
            Gaussian = @{ DependsOn = 'parameters.light'; Cases = @{ Dim = @{ LogUniform = 3, 9 } }; Else = @{ LogUniform = 1, 4 } }
            Shot     = @{ DependsOn = 'imageNoise.gaussian'; Times = @{ Uniform = 0.5, 1 } }
        }
        @{ Kind = 'denoise'; Probability = @{ DependsOn = 'parameters.light'; Cases = @{ Dim = 0.8 }; Else = 0.4 } }
        @{ Kind = 'sharpening'; Probability = 0.5; Amount = @{ Uniform = 0.3, 0.9 } }
        @{ Kind = 'compression'; Quality = @{ Normal = 90, 4; Min = 78; Max = 97 } }
    )
}
