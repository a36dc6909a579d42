# Everything at once, and strong: pages that are hard to read, but can be read.
@{
    Summary    = 'Everything, strong'
    Parameters = @{
        Device = @{ Choice = 'Phone', 'Screen', 'Scanner'; Weights = 5, 2, 3 }
        Copy   = @{ Choice = 'None', 'Photocopy', 'Fax', 'Halftone'; Weights = 10, 3, 1, 1 }
    }
    Stages     = @(
        @{
            Kind     = 'paper'
            Vendor   = 'Any'
            # $null leaves the cart's own layout.
            Layout   = @{ Choice = $null, '3x4', '3x4+1', '3x4+3', '6x2', '6x2+1', '12x1'; Weights = 8, 1, 1, 1, 1, 1, 1 }
            Dpi      = @{ Choice = 120, 150, 200 }
            Gain     = @{ Choice = 5, 10, 20; Weights = 2, 6, 1 }
            PenWidth = @{ Uniform = 0.2, 0.5 }
        }
        @{ Kind = 'printedText'; Overlap = 'Allow' }
        @{
            Kind      = 'handwriting'
            Probability = 0.7
            Count     = @{ Uniform = 2, 6 }
            Overlap   = 'Allow'
            Bias      = @{ Uniform = 0.3, 1 }
            MarkKinds = @{ Choice = @('Circle', 'Arrow'), @('Underline', 'CheckMark', 'Signature'), @('Circle', 'Signature') }
        }
        @{ Kind = 'photocopy'; Probability = @{ DependsOn = 'parameters.copy'; Cases = @{ Photocopy = 1 }; Else = 0 }; Generation = @{ Uniform = 1, 3 } }
        @{ Kind = 'fax'; Probability = @{ DependsOn = 'parameters.copy'; Cases = @{ Fax = 1 }; Else = 0 }; Resolution = @{ Choice = 'Fine', 'Superfine' } }
        @{ Kind = 'halftone'; Probability = @{ DependsOn = 'parameters.copy'; Cases = @{ Halftone = 1 }; Else = 0 } }
        @{ Kind = 'wrinkle'; Probability = 0.5; Strength = @{ Uniform = 0.6, 1 } }
        @{ Kind = 'crumple'; Probability = 0.7; Strength = @{ Uniform = 0.6, 1 } }
        @{ Kind = 'crease'; Probability = 0.8; Strength = @{ Uniform = 0.6, 1 } }
        @{ Kind = 'stain'; Probability = 0.8; Count = @{ Uniform = 1, 4 }; Strength = @{ Uniform = 0.6, 1 } }

        # A phone over the sheet, a phone before a screen, or a scanner.
        @{ Kind = 'curl'; Probability = @{ DependsOn = 'parameters.device'; Cases = @{ Phone = 0.7 }; Else = 0 } }
        @{ Kind = 'screen'; Probability = @{ DependsOn = 'parameters.device'; Cases = @{ Screen = 1 }; Else = 0 } }
        @{ Kind = 'affine'; Probability = @{ DependsOn = 'parameters.device'; Cases = @{ Scanner = 1 }; Else = 0 }; Rotation = @{ Uniform = -6, 6 } }
        @{
            Kind        = 'perspective'
            Probability = @{ DependsOn = 'parameters.device'; Cases = @{ Scanner = 0 }; Else = 1 }
            Yaw         = @{ Uniform = -25, 25 }
            Pitch       = @{ Uniform = -15, 35 }
            Roll        = @{ Uniform = -15, 15 }
        }
        @{ Kind = 'lens'; Probability = @{ DependsOn = 'parameters.device'; Cases = @{ Scanner = 0 }; Else = 0.7 } }
        @{ Kind = 'background'; Probability = @{ DependsOn = 'parameters.device'; Cases = @{ Screen = 0 }; Else = 1 }; Type = @{ DependsOn = 'parameters.device'; Cases = @{ Scanner = 'ScannerLid' }; Else = $null } }
        @{ Kind = 'crop'; Fit = 'Sheet'; Margin = @{ Uniform = 0, 30 } }
        @{ Kind = 'light'; Probability = @{ DependsOn = 'parameters.device'; Cases = @{ Phone = 1 }; Else = 0 }; Type = @{ Choice = 'Gradient', 'Point' } }
        @{ Kind = 'light'; Name = 'shadow'; Type = 'Shadow'; Probability = @{ DependsOn = 'parameters.device'; Cases = @{ Phone = 0.7 }; Else = 0 } }
        @{ Kind = 'light'; Name = 'glare'; Type = 'Glare'; Probability = @{ DependsOn = 'parameters.device'; Cases = @{ Scanner = 0 }; Else = 0.4 } }
        @{ Kind = 'light'; Name = 'lid'; Type = @{ Choice = 'LiftedEdge', 'LidLeak' }; Probability = @{ DependsOn = 'parameters.device'; Cases = @{ Scanner = 0.6 }; Else = 0 } }

        @{ Kind = 'colorTemperature'; Probability = 0.5; Kelvin = @{ LogUniform = 3500, 12000 } }
        @{ Kind = 'blur'; Shape = @{ Choice = 'Gaussian', 'Defocus', 'Motion' }; Size = @{ DependsOn = 'blur.shape'; Cases = @{ Gaussian = @{ Uniform = 0.8, 1.4 }; Defocus = @{ Uniform = 1, 2.2 }; Motion = @{ Uniform = 2, 6 } } } }
        @{ Kind = 'imageNoise'; Gaussian = @{ LogUniform = 4, 14 }; Shot = @{ Uniform = 2, 8 }; SaltPepper = @{ Choice = $null, @{ LogUniform = 0.0005, 0.004 }; Weights = 3, 1 } }
        @{ Kind = 'denoise'; Probability = 0.5; Strength = @{ Uniform = 0.3, 0.8 } }
        @{ Kind = 'colorDepth'; Probability = @{ DependsOn = 'parameters.device'; Cases = @{ Scanner = 0.4 }; Else = 0 }; Grayscale = $true }
        @{ Kind = 'compression'; Quality = @{ Uniform = 35, 80 }; Count = @{ Uniform = 1, 3 } }
    )
}
